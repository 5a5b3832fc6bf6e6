using System.ComponentModel;
using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Teams;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Accounts.People;

/// <summary>Teams. One that somebody is not in is as unknown to them as one that never was; administrators of the platform see all.</summary>
internal static class TeamEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var teams = api.MapGroup("teams").WithTags("Teams").RequireScope(Scopes.Account);
        teams.MapGet("", ListAsync).WithName("listTeams").WithSummary("One's own teams; for administrators all").ProducesProblems(401, 403, 409);
        api.MapPost("teams", AddAsync).WithTags("Teams").RequireScope(Scopes.Admin)
            .WithName("createTeam").WithSummary("Add a team").ProducesProblems(401, 403, 409, 422);
        teams.MapGet("{id}", GetAsync).WithName("getTeam").WithSummary("One team and its members").ProducesProblems(401, 403, 404, 409);
        teams.MapPatch("{id}", ChangeAsync).WithName("changeTeam").WithSummary("Rename a team, or give it other limits")
            .WithDescription("For administrators of the team or of the platform; limits only for the latter. limits replaces both limits; {} takes them away.")
            .ProducesProblems(401, 403, 404, 409, 422, 503);
        api.MapDelete("teams/{id}", DeleteAsync).WithTags("Teams").RequireScope(Scopes.Admin)
            .WithName("deleteTeam").WithSummary("Delete a team that has no members")
            .WithDescription("What belongs to it stays, and nobody sees it any more. Its id is given to no other team.").ProducesProblems(401, 403, 404, 409, 503);
        teams.MapPut("{id}/members/{user}", SetMemberAsync).WithName("setTeamMember").WithSummary("Add a member, or give one another role")
            .WithDescription("For administrators of the team or of the platform.").ProducesProblems(401, 403, 404, 409, 503);
        teams.MapDelete("{id}/members/{user}", RemoveMemberAsync).WithName("removeTeamMember").WithSummary("Remove a member, or leave")
            .WithDescription("Others only by administrators of the team or of the platform.").ProducesProblems(401, 403, 404, 409, 503);
    }

    private static async Task<Ok<TeamListResponse>> ListAsync(HttpContext http, TeamStore teams, CancellationToken cancellationToken)
    {
        var caller = Caller.From(http.User)!;
        var seen = caller.May(Scopes.Admin)
            ? await teams.AllAsync(cancellationToken)
            : await teams.GetManyAsync([.. (await teams.OfUserAsync(caller.UserId, cancellationToken)).Select(membership => membership.TeamId)], cancellationToken);
        return TypedResults.Ok(new TeamListResponse([.. seen.Select(TeamResponse.Of)]));
    }

    private static async Task<Created<TeamResponse>> AddAsync(
        NewTeamRequest request, HttpContext http, ICaller caller, TeamStore teams, AuditLog audit, CancellationToken cancellationToken)
    {
        RequireName(request.Name);
        var team = teams.New(request.Name);
        await teams.AddAsync(team, audit.Entry(http, AuditActions.TeamCreated, caller.Owner, team.Id, ("name", team.Name)), cancellationToken);
        return TypedResults.Created($"/api/v1/teams/{team.Id}", TeamResponse.Of(team));
    }

    private static async Task<Ok<TeamResponse>> ChangeAsync(
        string id, ChangeTeamRequest request, HttpContext http, ICaller caller, TeamStore teams, AuditLog audit, CancellationToken cancellationToken)
    {
        if (request.Limits is not null && !Caller.From(http.User)!.May(Scopes.Admin))
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
        await RequireAsync(http, teams, id, role => role == TeamRole.Admin, cancellationToken);
        if (request.Name is not null)
            RequireName(request.Name);
        var limits = AccountLimits.Read(request.Limits);
        var entry = audit.Entry(http, AuditActions.TeamChanged, caller.Owner, id, ("name", request.Name), ("limits", request.Limits?.ForRecord()));
        return TypedResults.Ok(TeamResponse.Of(await teams.ChangeAsync(id, team => Changed(team, request, limits), entry, cancellationToken)));
    }

    private static Team Changed(Team team, ChangeTeamRequest request, AccountLimits? limits)
    {
        var next = team with { Name = request.Name?.Trim() ?? team.Name, Limits = request.Limits is null ? team.Limits : limits };
        return next == team ? team : next;
    }

    private static async Task<Ok<TeamWithMembersResponse>> GetAsync(
        string id, HttpContext http, TeamStore teams, UserStore users, CancellationToken cancellationToken)
    {
        await RequireAsync(http, teams, id, _ => true, cancellationToken);
        var team = await teams.GetAsync(id, cancellationToken);
        var members = new List<TeamMemberResponse>();
        foreach (var membership in await teams.OfTeamAsync(id, cancellationToken))
        {
            if (await users.FindAsync(membership.UserId, cancellationToken) is { } user)
                members.Add(new TeamMemberResponse(user.Id, user.Name, user.Email, membership.Role));
        }

        return TypedResults.Ok(new TeamWithMembersResponse(team.Id, team.Name, members, LimitsBody.Of(team.Limits)));
    }

    private static async Task<NoContent> SetMemberAsync(
        string id, string user, MemberRequest request, HttpContext http, ICaller caller, TeamStore teams, UserStore users, AuditLog audit, CancellationToken cancellationToken)
    {
        await RequireAsync(http, teams, id, role => role == TeamRole.Admin, cancellationToken);
        await teams.GetAsync(id, cancellationToken);
        await users.GetAsync(user, cancellationToken);
        var entry = audit.Entry(http, AuditActions.TeamMemberSet, caller.Owner, id, ("user", user), ("role", TeamStore.NameOf(request.Role)));
        await teams.SetAsync(id, user, request.Role, entry, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> DeleteAsync(
        string id, HttpContext http, ICaller caller, TeamStore teams, AuditLog audit, CancellationToken cancellationToken)
    {
        await teams.DeleteAsync(id, audit.Entry(http, AuditActions.TeamDeleted, caller.Owner, id), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> RemoveMemberAsync(
        string id, string user, HttpContext http, TeamStore teams, AuditLog audit, CancellationToken cancellationToken)
    {
        var isSelf = Caller.From(http.User)!.UserId == user;
        await RequireAsync(http, teams, id, role => isSelf || role == TeamRole.Admin, cancellationToken);
        var entry = audit.Entry(http, AuditActions.TeamMemberRemoved, Caller.From(http.User)!.UserId, id, ("user", user));
        await teams.RemoveAsync(id, user, entry, cancellationToken);
        return TypedResults.NoContent();
    }

    private static void RequireName(string name)
    {
        if (!UserRules.IsName(name))
            throw ProblemException.Of(422, ErrorCodes.NameInvalid, "/name");
    }

    /// <exception cref="ProblemException">404 for who is not in the team, 403 for whose role there is not enough.</exception>
    private static async Task RequireAsync(HttpContext http, TeamStore teams, string id, Func<TeamRole, bool> isEnough, CancellationToken cancellationToken)
    {
        var caller = Caller.From(http.User)!;
        if (caller.May(Scopes.Admin))
            return;
        if (!isEnough(await teams.RoleAsync(id, caller.UserId, cancellationToken) ?? throw TeamStore.NotFound()))
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
    }
}

internal sealed record NewTeamRequest([property: Description("1 to 100 characters.")] string Name);

internal sealed record ChangeTeamRequest(string? Name = null, LimitsBody? Limits = null);

internal sealed record MemberRequest(TeamRole Role);

internal sealed record TeamResponse(string Id, string Name, DateTimeOffset CreatedAt, LimitsBody Limits)
{
    public static TeamResponse Of(Team team) => new(team.Id, team.Name, DateTimeOffset.FromUnixTimeMilliseconds(team.CreatedAt), LimitsBody.Of(team.Limits));
}

internal sealed record TeamListResponse(IReadOnlyList<TeamResponse> Data);

internal sealed record TeamMemberResponse(string UserId, string Name, string Email, TeamRole Role);

internal sealed record TeamWithMembersResponse(string Id, string Name, IReadOnlyList<TeamMemberResponse> Members, LimitsBody Limits);
