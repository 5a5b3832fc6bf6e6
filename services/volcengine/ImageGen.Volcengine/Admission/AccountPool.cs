using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// Which accounts of an API this process may use now: none whose circuit is open, and not those that it was refused, unless every worker of
/// the pool is.
/// </summary>
internal sealed class AccountPool(SharedDocuments<AccountState> accounts, SharedDocuments<Room> rooms, Opinions opinions, TimeProvider time)
{
    public async Task<IReadOnlyList<UsableAccount>> UsableAsync(IProviderApi api, ModelProfile model, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        var answering = new List<UsableAccount>();
        foreach (var account in api.Accounts)
        {
            var state = await accounts.ReadAsync(AccountState.IdOf(api.Name, account.Id), cancellationToken);
            var circuit = AccountRules.CircuitOf(state, now);
            if (circuit == Circuit.Open)
                continue;
            var room = await rooms.ReadAsync(Room.IdOf(account.Id, model.Id), cancellationToken);
            answering.Add(new UsableAccount(account, room)
            {
                TriesCircuit = circuit == Circuit.HalfOpen,
                FailedTaskId = circuit == Circuit.HalfOpen ? state.FailedTaskId : null,
            });
        }

        var welcome = answering
            .Select(usable => (Usable: usable, Standing: opinions.StandingOf(api.Name, usable.Account.Id, model.Id)))
            .Where(entry => !entry.Standing.IsCool)
            .Select(entry => entry.Usable with { TriesRefusal = entry.Standing.IsTrial })
            .ToList();
        // Where everybody is refused for so long, there is nobody to wait for: the reason is worth more than the wait.
        return welcome.Count == 0 && answering.Count > 0 && await opinions.AllRefuseAsync(api, model.Id, cancellationToken) ? answering : welcome;
    }

    /// <summary>Notes that the provider refused the account, not the request: so it is there.</summary>
    /// <param name="ofModel">Only this model of it.</param>
    /// <returns>Whether every worker is refused for so long that waiting does not help.</returns>
    public async Task<bool> RefusedAsync(Opening opening, AccountError error, bool ofModel, CancellationToken cancellationToken)
    {
        await accounts.ChangeAsync(opening.AccountId, AccountRules.Alive, cancellationToken);
        await opinions.RefusedAsync(opening, error, ofModel, cancellationToken);
        return await opinions.AllRefuseAsync(opening.Api, opening.Model.Id, cancellationToken);
    }

    /// <summary>The service answered, and lets the account in.</summary>
    public async Task ServedAsync(Opening opening, CancellationToken cancellationToken)
    {
        await accounts.ChangeAsync(opening.AccountId, AccountRules.Alive, cancellationToken);
        await opinions.ServedAsync(opening, cancellationToken);
    }

    public async Task FailedAsync(Opening opening, Failure failure, CancellationToken cancellationToken)
    {
        await accounts.ChangeAsync(
            opening.AccountId, account => AccountRules.Failed(account, failure, opening.Usable.TriesCircuit, time.UnixMilliseconds()), cancellationToken);
        // Whether it is still refused was not to be learned.
        if (opening.Usable.TriesRefusal)
            opinions.NotTried(opening);
    }

    /// <summary>Takes the right to try, where that is what the opening is for, and asks something that costs nothing first where the API has such a thing.</summary>
    /// <returns>False where another one tries, or the provider is still away.</returns>
    public async Task<bool> TryAsync(Opening opening, CancellationToken cancellationToken)
    {
        if (opening.Usable.TriesRefusal && !opinions.TryBegin(opening))
            return false;
        if (!opening.Usable.TriesCircuit)
            return true;
        var begun = false;
        try
        {
            begun = (await accounts.ChangeAsync(opening.AccountId, account => AccountRules.Try(account, time.UnixMilliseconds()), cancellationToken)).Written;
            if (begun && await opening.Api.ProbeAsync(opening.Account.Id, opening.Model.Provider.Key, cancellationToken) != false)
                return true;
        }
        catch
        {
            await NotTriedAsync(opening, begun);
            throw;
        }

        if (begun)
            await FailedAsync(opening, new Failure(TaskId: null, new AccountError(ErrorCodes.ProviderUnreachable, ProviderCode: null, time.UnixMilliseconds())), cancellationToken);
        else
            await NotTriedAsync(opening, begun);
        return false;
    }

    /// <summary>Nothing was submitted in the opening after all.</summary>
    /// <param name="ofCircuit">It had the right to try whether the provider is back.</param>
    public async Task NotTriedAsync(Opening opening, bool ofCircuit)
    {
        if (opening.Usable.TriesRefusal)
            opinions.NotTried(opening);
        if (ofCircuit)
            await accounts.ChangeAsync(opening.AccountId, account => AccountRules.NotTried(account, time.UnixMilliseconds()), CancellationToken.None);
    }
}

internal sealed record UsableAccount(ProviderAccount Account, Room Room)
{
    /// <summary>Its circuit is half open: one submission, to try whether the provider is back.</summary>
    public bool TriesCircuit { get; init; }

    /// <summary>This process was refused before: one submission, to see whether it still is.</summary>
    public bool TriesRefusal { get; init; }

    public bool IsTrial => TriesCircuit || TriesRefusal;

    /// <summary>The task that the circuit last failed with; it is the last to try.</summary>
    public string? FailedTaskId { get; init; }
}
