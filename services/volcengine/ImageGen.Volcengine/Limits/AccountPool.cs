using ImageGen.Catalogue;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Limits;

/// <summary>Which accounts of an API may be used now: not those that were refused while another was not, and none whose circuit is open.</summary>
internal sealed class AccountPool(SharedDocuments<AccountState> accounts, SharedDocuments<Room> rooms, TimeProvider time)
{
    public async Task<IReadOnlyList<UsableAccount>> UsableAsync(IImageProvider provider, ModelProfile model, CancellationToken cancellationToken)
    {
        var now = Now();
        var known = new List<(UsableAccount Account, AccountState State)>();
        foreach (var credential in provider.Credentials)
        {
            var state = await accounts.ReadAsync(AccountState.IdOf(provider.Api, credential.Id), cancellationToken);
            var room = await rooms.ReadAsync(Room.IdOf(credential.Id, model.Id), cancellationToken);
            known.Add((new UsableAccount(credential, room, AccountRules.CircuitOf(state, now) == Circuit.HalfOpen), state));
        }

        // Where all were refused there is nobody to ask first: then the reason is worth more than the wait.
        var welcome = known.Where(entry => !IsCool(entry.State, entry.Account.Room, now)).ToList();
        return [.. (welcome.Count > 0 ? welcome : known).Where(entry => AccountRules.CircuitOf(entry.State, now) != Circuit.Open).Select(entry => entry.Account)];
    }

    /// <summary>Notes that the account was refused.</summary>
    /// <param name="ofModel">Only this model of it.</param>
    /// <returns>Whether another account could do it instead.</returns>
    public async Task<bool> RefusedAsync(Opening opening, AccountError error, bool ofModel, CancellationToken cancellationToken)
    {
        var now = Now();
        if (ofModel)
        {
            await AliveAsync(opening, cancellationToken);
            await rooms.ChangeAsync(opening.RoomId, room => room with { RefusedUntil = now + AccountRules.CoolDown }, cancellationToken);
        }
        else
        {
            await accounts.ChangeAsync(opening.AccountId, account => AccountRules.Refused(account, error, now), cancellationToken);
        }

        foreach (var other in opening.Provider.Credentials.Where(credential => credential.Id != opening.Credential.Id))
        {
            var state = await accounts.ReadAsync(AccountState.IdOf(opening.Provider.Api, other.Id), cancellationToken);
            if (!IsCool(state, await rooms.ReadAsync(Room.IdOf(other.Id, opening.Model.Id), cancellationToken), now))
                return true;
        }

        return false;
    }

    public Task AliveAsync(Opening opening, CancellationToken cancellationToken) =>
        accounts.ChangeAsync(opening.AccountId, AccountRules.Alive, cancellationToken);

    public Task FailedAsync(Opening opening, AccountError error, CancellationToken cancellationToken) =>
        accounts.ChangeAsync(opening.AccountId, account => AccountRules.Failed(account, error, opening.IsTrial, Now()), cancellationToken);

    /// <summary>Takes the right to try, and asks something that costs nothing first where the API has such a thing.</summary>
    /// <returns>False where another one tries, or the provider is still away.</returns>
    public async Task<bool> TryAsync(Opening opening, CancellationToken cancellationToken)
    {
        if (await accounts.ChangeAsync(opening.AccountId, account => AccountRules.Try(account, Now()), cancellationToken) is null)
            return false;
        if (await opening.Provider.ProbeAsync(opening.Credential.Id, opening.Model.Provider.Key, cancellationToken) != false)
            return true;
        await FailedAsync(opening, new AccountError(ErrorCodes.ProviderUnreachable, ProviderCode: null, Now()), cancellationToken);
        return false;
    }

    public Task NotTriedAsync(Opening opening, CancellationToken cancellationToken) =>
        accounts.ChangeAsync(opening.AccountId, account => AccountRules.NotTried(account, Now()), cancellationToken);

    private static bool IsCool(AccountState account, Room room, long now) => now < account.CoolUntil || now < room.RefusedUntil;

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <param name="IsTrial">Its circuit is half open: one submission, to try.</param>
internal sealed record UsableAccount(ProviderCredential Credential, Room Room, bool IsTrial);
