using ImageGen.Accounts.Keys;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Teams;
using ImageGen.Accounts.Tokens;
using ImageGen.Accounts.Users;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Exchange;

/// <summary>Looks a credential up anew each time: whatever was switched off is good for nothing from then on.</summary>
internal sealed class CredentialExchange(
    UserStore users, SessionStore sessions, KeyStore keys, TeamStore teams, TokenIssuer tokens, TimeProvider time) : ICredentialExchange
{
    public async Task<string?> ExchangeAsync(Credential credential, CancellationToken cancellationToken)
    {
        var caller = credential.Kind == CredentialKind.Session
            ? await OfSessionAsync(credential.Secret, cancellationToken)
            : await OfKeyAsync(credential, cancellationToken);
        return caller is null ? null : await tokens.IssueAsync(caller, cancellationToken);
    }

    private async Task<Caller?> OfSessionAsync(string secret, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(secret, cancellationToken) is not { } session
            || await users.FindAsync(session.Body.UserId, cancellationToken) is not { } user
            || !SessionRules.IsGood(session.Body, user, time.UnixMilliseconds()))
        {
            return null;
        }

        await sessions.UseAsync(session, cancellationToken);
        return await CallerAsync(user, KeyRules.ScopesOf(user), session.Id, limits: null, cancellationToken);
    }

    private async Task<Caller?> OfKeyAsync(Credential credential, CancellationToken cancellationToken)
    {
        if (await keys.FindAsync(credential.Secret, cancellationToken) is not { } key
            || await users.FindAsync(key.Body.UserId, cancellationToken) is not { } user
            || !KeyRules.IsGood(key.Body, user, time.UnixMilliseconds())
            || !KeyNetworks.Has(key.Body.Addresses, credential.Address))
        {
            return null;
        }

        await keys.UseAsync(key, cancellationToken);
        var caller = await CallerAsync(user, KeyRules.ScopesOf(key.Body, user), key.Id, key.Body.Limits, cancellationToken);
        return caller with { Models = key.Body.Models, Rate = key.Body.Rate };
    }

    /// <param name="limits">Those of the credential itself.</param>
    private async Task<Caller> CallerAsync(User user, IReadOnlyList<string> scopes, string credentialId, AccountLimits? limits, CancellationToken cancellationToken)
    {
        var memberships = await teams.OfUserAsync(user.Id, cancellationToken);
        var own = memberships.Count == 0 ? [] : await teams.GetManyAsync([.. memberships.Select(membership => membership.TeamId)], cancellationToken);
        return new Caller(user.Id, [.. memberships.Select(membership => new CallerTeam(membership.TeamId, membership.Role))], scopes, credentialId)
        {
            Limits = own.Select(team => (team.Id, team.Limits)).Append((user.Id, user.Limits)).Append((Id: credentialId, Limits: limits))
                .Where(each => each.Limits is not null).ToDictionary(each => each.Id, each => each.Limits!.ToSpending()),
        };
    }
}
