using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Teams;

/// <summary>Teams and who is in them.</summary>
internal sealed class TeamStore(
    IDocuments<Team> teams, IOutbox<Team> teamWrites, IDocuments<Membership> memberships, IOutbox<Membership> membershipWrites, DocumentIds ids, TimeProvider time)
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

    public Team New(string name) => new() { Id = ids.New("tem_"), Name = name.Trim(), CreatedAt = time.UnixMilliseconds() };

    /// <param name="entry">What is put on record by the same write.</param>
    public Task AddAsync(Team team, Audited entry, CancellationToken cancellationToken) => teamWrites.InsertAsync(team.With(entry), cancellationToken);

    /// <param name="entry">What is put on record by the same write, where it changes anything.</param>
    /// <exception cref="ProblemException">404; 503: too much of this team is not on record yet.</exception>
    public async Task<Team> ChangeAsync(string id, Func<Team, Team> rule, Audited entry, CancellationToken cancellationToken) =>
        (await teams.ChangeAsync(id, rule.Recorded(entry), teamWrites.ReplaceAsync, cancellationToken)).Now?.Body ?? throw NotFound();

    public Task<IReadOnlyList<Membership>> OfUserAsync(string userId, CancellationToken cancellationToken) =>
        ListAsync(new(Membership.UserField, userId), cancellationToken);

    public Task<IReadOnlyList<Membership>> OfTeamAsync(string teamId, CancellationToken cancellationToken) =>
        ListAsync(new(Membership.TeamField, teamId), cancellationToken);

    public async Task<TeamRole?> RoleAsync(string teamId, string userId, CancellationToken cancellationToken) =>
        (await memberships.GetAsync(Membership.IdOf(teamId, userId), cancellationToken))?.Body.Role;

    /// <param name="entry">What is put on record before.</param>
    /// <exception cref="ProblemException">404; 409 while somebody is in it; 503: it can not be put on record.</exception>
    public async Task DeleteAsync(string id, Audited entry, CancellationToken cancellationToken)
    {
        while (true)
        {
            var team = await teams.GetAsync(id, cancellationToken) ?? throw NotFound();
            if ((await OfTeamAsync(id, cancellationToken)).Count > 0)
                throw ProblemException.Of(409, ErrorCodes.TeamHasMembers);
            if (await teamWrites.DeleteRecordedAsync(team, entry, cancellationToken))
                break;
        }

        // Whoever came in at the same moment: see SetAsync.
        foreach (var member in await OfTeamAsync(id, cancellationToken))
            await RemoveAsync(id, member.UserId, entry: null, cancellationToken);
    }

    /// <param name="entry">What is put on record by the same write, where it changes anything.</param>
    /// <exception cref="ProblemException">404: somebody has deleted the team meanwhile.</exception>
    public async Task SetAsync(string teamId, string userId, TeamRole role, Audited entry, CancellationToken cancellationToken)
    {
        Func<Membership, Membership> rule = member => member.Role == role ? member : member with { Role = role };
        var fresh = new Membership { TeamId = teamId, UserId = userId, Role = role, Since = time.UnixMilliseconds() };
        while ((await memberships.ChangeAsync(Membership.IdOf(teamId, userId), rule.Recorded(entry), membershipWrites.ReplaceAsync, cancellationToken)).Now is null
            && await membershipWrites.InsertAsync(fresh.With(entry), cancellationToken) is null)
        {
            // Somebody has added or removed them in between.
        }

        if (await FindAsync(teamId, cancellationToken) is null)
        {
            await RemoveAsync(teamId, userId, entry: null, cancellationToken);
            throw NotFound();
        }
    }

    /// <param name="entry">What is put on record before, where they are in it; null where that says nothing new.</param>
    /// <exception cref="ProblemException">503: it can not be put on record.</exception>
    public async Task RemoveAsync(string teamId, string userId, Audited? entry, CancellationToken cancellationToken)
    {
        while (await memberships.GetAsync(Membership.IdOf(teamId, userId), cancellationToken) is { } seen)
        {
            if (await membershipWrites.DeleteRecordedAsync(seen, entry, cancellationToken))
                return;
        }
    }

    /// <summary>As people read it.</summary>
    public static string NameOf(TeamRole role) => role.ToString().ToLowerInvariant();

    public static ProblemException NotFound() => ProblemException.Of(404, ErrorCodes.TeamNotFound);

    private async Task<IReadOnlyList<Membership>> ListAsync(FieldValue where, CancellationToken cancellationToken) => Bodies(await memberships.PageAsync(
        new PageQuery { OrderBy = Membership.SinceField, Descending = false, Where = [where], Limit = Most }, cancellationToken));

    private static IReadOnlyList<T> Bodies<T>(DocumentPage<T> page) where T : class => [.. page.Items.Select(item => item.Body)];
}
