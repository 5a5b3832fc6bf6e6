using ImageGen.Accounts.Teams;
using ImageGen.Accounts.Users;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Exchange;

/// <summary>Looks users and memberships up. Before there is an administrator the one local user may do everything.</summary>
internal sealed class UserStanding(UserStore users, TeamStore teams, AccountsMode accounts) : IStanding
{
    public async Task<bool> MayWriteAsync(string userId, string space, CancellationToken cancellationToken)
    {
        if (!accounts.InUse)
            return true;
        return await users.FindAsync(userId, cancellationToken) is { IsOff: false }
            && (space == userId || await teams.RoleAsync(space, userId, cancellationToken) >= TeamRole.Member);
    }
}
