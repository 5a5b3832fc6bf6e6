using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Teams;

/// <summary>Teams and who is in them.</summary>
internal sealed class TeamStore(IDocuments<Team> teams, IDocuments<Membership> memberships, DocumentIds ids, TimeProvider time)
{
    /// <summary>Of a user's teams, and of a team's members; nobody has more.</summary>
    public const int Most = 1000;

    /// <exception cref="ProblemException">404.</exception>
    public async Task<Team> GetAsync(string id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) ?? throw NotFound();

    public async Task<Team?> FindAsync(string id, CancellationToken cancellationToken) => (await teams.GetAsync(id, cancellationToken))?.Body;

    public async Task<IReadOnlyList<Team>> AllAsync(CancellationToken cancellationToken) =>
        Bodies(await teams.PageAsync(new PageQuery { OrderBy = Team.CreatedAtField, Descending = false, Limit = Most }, cancellationToken));

    public async Task<IReadOnlyList<Team>> GetManyAsync(IReadOnlyCollection<string> teamIds, CancellationToken cancellationToken) =>
        [.. (await teams.GetManyAsync(teamIds, cancellationToken)).Select(team => team.Body).OrderBy(team => team.CreatedAt)];

    public async Task<Team> AddAsync(string name, CancellationToken cancellationToken)
    {
        var team = new Team { Id = ids.New("tem_"), Name = name.Trim(), CreatedAt = time.UnixMilliseconds() };
        await teams.InsertAsync(team, cancellationToken);
        return team;
    }

    /// <exception cref="ProblemException">404.</exception>
    public async Task<Team> ChangeAsync(string id, Func<Team, Team> rule, CancellationToken cancellationToken) =>
        (await teams.ChangeAsync(id, rule, cancellationToken)).Now?.Body ?? throw NotFound();

    public Task<IReadOnlyList<Membership>> OfUserAsync(string userId, CancellationToken cancellationToken) =>
        ListAsync(new(Membership.UserField, userId), cancellationToken);

    public Task<IReadOnlyList<Membership>> OfTeamAsync(string teamId, CancellationToken cancellationToken) =>
        ListAsync(new(Membership.TeamField, teamId), cancellationToken);

    public async Task<TeamRole?> RoleAsync(string teamId, string userId, CancellationToken cancellationToken) =>
        (await memberships.GetAsync(Membership.IdOf(teamId, userId), cancellationToken))?.Body.Role;

    /// <exception cref="ProblemException">404; 409 while somebody is in it.</exception>
    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var team = await teams.GetAsync(id, cancellationToken) ?? throw NotFound();
            if ((await OfTeamAsync(id, cancellationToken)).Count > 0)
                throw ProblemException.Of(409, ErrorCodes.TeamHasMembers);
            if (await teams.DeleteAsync(team, cancellationToken))
                break;
        }

        // Whoever came in at the same moment: see SetAsync.
        foreach (var member in await OfTeamAsync(id, cancellationToken))
            await RemoveAsync(id, member.UserId, cancellationToken);
    }

    /// <exception cref="ProblemException">404: somebody has deleted the team meanwhile.</exception>
    public async Task SetAsync(string teamId, string userId, TeamRole role, CancellationToken cancellationToken)
    {
        if (await RoleAsync(teamId, userId, cancellationToken) == role)
            return;
        await memberships.AddOrChangeAsync(
            Membership.IdOf(teamId, userId),
            () => new Membership { TeamId = teamId, UserId = userId, Role = role, Since = time.UnixMilliseconds() },
            member => member with { Role = role },
            cancellationToken);
        if (await FindAsync(teamId, cancellationToken) is null)
        {
            await RemoveAsync(teamId, userId, cancellationToken);
            throw NotFound();
        }
    }

    public async Task RemoveAsync(string teamId, string userId, CancellationToken cancellationToken)
    {
        while (await memberships.GetAsync(Membership.IdOf(teamId, userId), cancellationToken) is { } seen)
        {
            if (await memberships.DeleteAsync(seen, cancellationToken))
                return;
        }
    }

    public static ProblemException NotFound() => ProblemException.Of(404, ErrorCodes.TeamNotFound);

    private async Task<IReadOnlyList<Membership>> ListAsync(FieldValue where, CancellationToken cancellationToken) => Bodies(await memberships.PageAsync(
        new PageQuery { OrderBy = Membership.SinceField, Descending = false, Where = [where], Limit = Most }, cancellationToken));

    private static IReadOnlyList<T> Bodies<T>(DocumentPage<T> page) where T : class => [.. page.Items.Select(item => item.Body)];
}
