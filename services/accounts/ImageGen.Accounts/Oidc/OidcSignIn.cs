using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Provider;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Teams;
using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.Accounts.Oidc;

/// <summary>Makes a session of ours out of what the provider says.</summary>
internal sealed partial class OidcSignIn(
    UserStore users, TeamStore teams, SessionStore sessions, AuditLog audit, ProviderSettings settings, ILogger<OidcSignIn> logger)
{
    /// <param name="atProvider">How it ends there; null where that can not be.</param>
    /// <returns>The secret of the session that has begun.</returns>
    /// <exception cref="ProblemException">403.</exception>
    public async Task<(User User, string Secret)> HandleAsync(ProvidedIdentity identity, ProviderSession? atProvider, HttpContext http, CancellationToken cancellationToken)
    {
        var user = await users.ByIdentityAsync(identity.Id, cancellationToken)
            ?? await FirstTimeAsync(identity, http, cancellationToken)
            // Somebody was faster, in another tab: now it is known, or its address is.
            ?? await users.ByIdentityAsync(identity.Id, cancellationToken)
            ?? await FirstTimeAsync(identity, http, cancellationToken)
            ?? throw ProblemException.Of(403, ErrorCodes.OidcFailed);
        RequireOn(user);
        await ApplyGroupsAsync(user, identity.Groups, http, cancellationToken);
        return (user, await sessions.BeginAsync(user, SessionOrigin.Of(http), atProvider, cancellationToken));
    }

    /// <returns>Null where somebody else was faster.</returns>
    private async Task<User?> FirstTimeAsync(ProvidedIdentity identity, HttpContext http, CancellationToken cancellationToken)
    {
        // Whoever may write any address into their profile must not get the account of its owner.
        if (!identity.IsEmailVerified || Email.Read(identity.Email ?? "") is not { } email)
            throw ProblemException.Of(403, ErrorCodes.OidcEmailUnverified);
        if (await users.ByEmailAsync(email, cancellationToken) is { } known)
            return await LinkAsync(known, identity.Id, http, cancellationToken);
        if (!ProviderRules.MayJoin(settings, email, identity.Groups))
            throw ProblemException.Of(403, ErrorCodes.OidcNotInvited);
        var user = users.New(email, ProviderRules.NameOf(identity.Name, email), UserRole.Member) with { Identity = identity.Id };
        var entry = Entry(http, AuditActions.UserCreated, user, user.Id, ("email", user.Email), ("name", user.Name), ("role", UserRules.NameOf(user.Role)));
        return await users.TryAddAsync(user, entry, cancellationToken) ? user : null;
    }

    private async Task<User?> LinkAsync(User known, ExternalIdentity identity, HttpContext http, CancellationToken cancellationToken)
    {
        RequireOn(known);
        try
        {
            return await users.ChangeAsync(
                known.Id, seen => UserRules.Linked(seen, identity) ?? throw ProblemException.Of(403, ErrorCodes.OidcLinkedElsewhere),
                Entry(http, AuditActions.UserChanged, known, known.Id, ("linked", identity.Issuer)), cancellationToken);
        }
        catch (DocumentKeyTakenException)
        {
            return null;
        }
    }

    /// <summary>What the rules name follows the groups each time; all else is left alone, and so is the first administrator's role.</summary>
    private async Task ApplyGroupsAsync(User user, IReadOnlyList<string> groups, HttpContext http, CancellationToken cancellationToken)
    {
        if (ProviderRules.RoleOf(settings, groups) is { } role && user.Id != User.FirstId)
        {
            var entry = Entry(http, AuditActions.UserChanged, user, user.Id, ("role", UserRules.NameOf(role)));
            await users.ChangeAsync(user.Id, seen => UserRules.As(seen, role), entry, cancellationToken);
        }

        foreach (var (team, member) in ProviderRules.TeamsOf(settings, groups))
        {
            if (member is not { } given)
                await teams.RemoveAsync(team, user.Id, Entry(http, AuditActions.TeamMemberRemoved, user, team, ("user", user.Id)), cancellationToken);
            else if (await teams.FindAsync(team, cancellationToken) is null)
                LogNoTeam(team);
            else
                await teams.SetAsync(team, user.Id, given, Entry(http, AuditActions.TeamMemberSet, user, team, ("user", user.Id), ("role", TeamStore.NameOf(given))), cancellationToken);
        }
    }

    /// <summary>Nobody here has done it: their own sign-in brings it along.</summary>
    private Audited Entry(HttpContext http, string action, User user, string subject, params IEnumerable<(string Name, string? Value)> details) =>
        audit.Entry(http, action, user.Id, subject, [.. details, ("by", "provider")]);

    private static void RequireOn(User user)
    {
        if (user.IsOff)
            throw ProblemException.Of(403, ErrorCodes.OidcUserOff);
    }

    [LoggerMessage(LogLevel.Warning, "IMAGEGEN_OIDC_TEAMS names the team {Team}, which is not there")]
    private partial void LogNoTeam(string team);
}
