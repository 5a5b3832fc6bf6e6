using System.ComponentModel;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.SignIn;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.Profile;

/// <summary>Where one is signed in.</summary>
internal static class OwnSessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("sessions").WithTags("Account").RequireScope(Scopes.Account);
        sessions.MapGet("", ListAsync).WithName("listSessions").WithSummary("Where one is signed in, the last used first")
            .WithDescription("At most 100.").ProducesProblems(401, 403, 409);
        sessions.MapDelete("{id}", EndAsync).WithName("endSession").WithSummary("Sign out in one place")
            .WithDescription("It is refused everywhere within five seconds.").ProducesProblems(401, 403, 404, 409);
    }

    private static async Task<Ok<SessionListResponse>> ListAsync(
        HttpContext http, ICaller caller, UserStore users, SessionStore sessions, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        var current = Caller.From(http.User)!.CredentialId;
        var all = await sessions.OfUserAsync(await users.GetAsync(caller.Owner, cancellationToken), cancellationToken);
        return TypedResults.Ok(new SessionListResponse([.. all.Select(session => OwnSessionResponse.Of(session, session.Id == current))]));
    }

    private static async Task<NoContent> EndAsync(
        string id, HttpContext http, ICaller caller, SessionStore sessions, SessionCookies cookies, AuditLog audit, CancellationToken cancellationToken)
    {
        if (!await sessions.HasAsync(caller.Owner, id, cancellationToken))
            throw ProblemException.Of(404, ErrorCodes.SessionNotFound);
        await audit.AddAsync(http, AuditActions.SignedOut, caller.Owner, caller.Owner);
        await sessions.EndAsync(id, cancellationToken);
        if (Caller.From(http.User)!.CredentialId == id)
            cookies.Clear(http);
        return TypedResults.NoContent();
    }
}

internal sealed record SessionListResponse(IReadOnlyList<OwnSessionResponse> Data);

internal sealed record OwnSessionResponse(
    string Id,
    [property: Description("The one that asks.")] bool Current,
    [property: Description("The IP address that it began at; null where that was not kept.")] string? Address,
    [property: Description("What the browser called itself then; null where it said nothing.")] string? UserAgent,
    DateTimeOffset CreatedAt,
    [property: Description("To the hour.")] DateTimeOffset LastUsedAt,
    [property: Description("Where it is not used until then.")] DateTimeOffset ExpiresAt)
{
    public static OwnSessionResponse Of(Session session, bool isCurrent) => new(
        session.Id, isCurrent, session.Origin?.Address, session.Origin?.UserAgent, Time(session.CreatedAt), Time(session.UsedAt), Time(session.ExpiresAt));

    private static DateTimeOffset Time(long moment) => DateTimeOffset.FromUnixTimeMilliseconds(moment);
}
