using System.ComponentModel;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Secrets;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace ImageGen.Accounts.People;

/// <summary>What administrators see to.</summary>
internal static class UserEndpoints
{
    private const int PageSize = 200;
    private static readonly TimeSpan InvitationLife = TimeSpan.FromDays(7);
    private static readonly TimeSpan ResetLife = TimeSpan.FromDays(1);

    public static void Map(IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("users").WithTags("Users").RequireScope(Scopes.Admin);
        users.MapGet("", ListAsync).WithName("listUsers").WithSummary("The users, the oldest first")
            .WithDescription("200 at a time; the next ones begin after the id that next_cursor names.").ProducesProblems(401, 403, 404, 409);
        users.MapPost("", AddAsync).WithName("createUser").WithSummary("Add a user")
            .WithDescription("The answer holds a link, good once and for seven days, by which the user sets a password. It is shown only here.")
            .ProducesProblems(401, 403, 409, 422);
        users.MapGet("{id}", GetAsync).WithName("getUser").WithSummary("One user").ProducesProblems(401, 403, 404, 409);
        users.MapPatch("{id}", ChangeAsync).WithName("changeUser").WithSummary("Rename a user, give it another role or limits, switch it or its review off or on")
            .WithDescription("Whoever is switched off is signed out everywhere within five seconds, and so are the keys; jobs that run go on. limits replaces both limits; {} takes them away.")
            .ProducesProblems(401, 403, 404, 409, 422, 503);
        users.MapDelete("{id}/sessions", SignOutAsync).WithName("endSessionsOfUser").WithSummary("Sign a user out everywhere")
            .WithDescription("Within five seconds. Keys stay.").ProducesProblems(401, 403, 404, 409, 503);
        users.MapPost("{id}/reset", ResetAsync).WithName("resetPassword").WithSummary("A link by which a user sets a new password")
            .WithDescription("Good once and for a day, in the place of any earlier one. It is shown only here.").ProducesProblems(401, 403, 404, 409, 503);
    }

    private static async Task<Ok<UserPageResponse>> ListAsync(string? cursor, UserStore users, CancellationToken cancellationToken)
    {
        var after = cursor is null ? null : await users.GetAsync(cursor, cancellationToken);
        var page = await users.PageAsync(after is null ? null : new PagePosition(after.CreatedAt, after.Id), PageSize, cancellationToken);
        return TypedResults.Ok(new UserPageResponse([.. page.Items.Select(user => UserResponse.Of(user.Body))], page.Next?.Id, page.Next is not null));
    }

    private static async Task<Ok<UserResponse>> GetAsync(string id, UserStore users, CancellationToken cancellationToken) =>
        TypedResults.Ok(UserResponse.Of(await users.GetAsync(id, cancellationToken)));

    private static async Task<Created<AddedUserResponse>> AddAsync(
        NewUserRequest request, HttpContext http, ICaller caller, UserStore users, AuditLog audit, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        var email = Email.Read(request.Email) ?? throw ProblemException.Of(422, ErrorCodes.EmailInvalid, "/email");
        RequireName(request.Name);
        var secret = SecretText.New();
        var user = UserRules.WithLink(users.New(email, request.Name, request.Role ?? UserRole.Member), secret, Until(time, InvitationLife));
        var entry = audit.Entry(http, AuditActions.UserCreated, caller.Owner, user.Id, ("email", user.Email), ("name", user.Name), ("role", UserRules.NameOf(user.Role)));
        if (!await users.TryAddAsync(user, entry, cancellationToken))
            throw ProblemException.Of(409, ErrorCodes.EmailTaken, "/email");
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"/api/v1/users/{user.Id}", new AddedUserResponse(UserResponse.Of(user), LinkOf(configuration, user, secret)));
    }

    private static async Task<Ok<UserResponse>> ChangeAsync(
        string id, ChangeUserRequest request, HttpContext http, ICaller caller, UserStore users, AuditLog audit, CancellationToken cancellationToken)
    {
        if (request.Name is not null)
            RequireName(request.Name);
        var limits = AccountLimits.Read(request.Limits);
        var losesOwn = id == caller.Owner && (request.Disabled == true || request.Role is not (null or UserRole.Admin));
        if (losesOwn)
            throw ProblemException.Of(409, ErrorCodes.OwnAccount);
        var entry = audit.Entry(
            http, AuditActions.UserChanged, caller.Owner, id, ("name", request.Name), ("role", request.Role is { } role ? UserRules.NameOf(role) : null),
            ("disabled", request.Disabled is { } isOff ? isOff ? "true" : "false" : null),
            ("review", request.Review is { } isReviewed ? isReviewed ? "true" : "false" : null),
            ("limits", request.Limits?.ForRecord()));
        return TypedResults.Ok(UserResponse.Of(await users.ChangeAsync(id, user => Changed(user, request, limits), entry, cancellationToken)));
    }

    private static User Changed(User user, ChangeUserRequest request, AccountLimits? limits)
    {
        var next = request.Name is { } name && name.Trim() != user.Name ? user with { Name = name.Trim() } : user;
        next = request.Limits is null || next.Limits == limits ? next : next with { Limits = limits };
        next = request.Review is { } review && review != next.IsReviewed ? next with { IsReviewed = review } : next;
        next = request.Role is { } role ? UserRules.As(next, role) : next;
        return request.Disabled is { } isOff ? UserRules.Switched(next, isOff) : next;
    }

    private static async Task<NoContent> SignOutAsync(
        string id, HttpContext http, ICaller caller, UserStore users, AuditLog audit, CancellationToken cancellationToken)
    {
        await users.ChangeAsync(id, UserRules.WithoutSessions, audit.Entry(http, AuditActions.SignedOutEverywhere, caller.Owner, id), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<PasswordLinkResponse>> ResetAsync(
        string id, HttpContext http, ICaller caller, UserStore users, AuditLog audit, IConfiguration configuration, TimeProvider time, CancellationToken cancellationToken)
    {
        var secret = SecretText.New();
        var entry = audit.Entry(http, AuditActions.PasswordLinkMade, caller.Owner, id);
        var user = await users.ChangeAsync(id, seen => UserRules.WithLink(seen, secret, Until(time, ResetLife)), entry, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(LinkOf(configuration, user, secret));
    }

    private static PasswordLinkResponse LinkOf(IConfiguration configuration, User user, string secret)
    {
        var token = PasswordLinks.TokenOf(user.Id, secret);
        return new PasswordLinkResponse(
            $"{configuration["ImageGen:PublicUrl"]?.TrimEnd('/')}{PasswordLinks.Page}#{token}", token, DateTimeOffset.FromUnixTimeMilliseconds(user.Link!.ExpiresAt));
    }

    private static long Until(TimeProvider time, TimeSpan life) => time.UnixMilliseconds() + (long)life.TotalMilliseconds;

    private static void RequireName(string name)
    {
        if (!UserRules.IsName(name))
            throw ProblemException.Of(422, ErrorCodes.NameInvalid, "/name");
    }
}

internal sealed record NewUserRequest(
    string Email,
    [property: Description("1 to 100 characters.")] string Name,
    [property: Description("member (default) or admin.")] UserRole? Role = null);

internal sealed record ChangeUserRequest(string? Name = null, UserRole? Role = null, bool? Disabled = null, LimitsBody? Limits = null, bool? Review = null);

internal sealed record AddedUserResponse(UserResponse User, PasswordLinkResponse Link);

internal sealed record PasswordLinkResponse(
    [property: Description("To be opened in a browser; without a host where IMAGEGEN_PUBLIC_URL is not set.")] string Url,
    [property: Description("What POST /api/v1/account/reset takes.")] string Token,
    DateTimeOffset ExpiresAt);

internal sealed record UserPageResponse(
    IReadOnlyList<UserResponse> Data,
    [property: Description("Null on the last page.")] string? NextCursor,
    bool HasMore);
