using System.Net;
using ImageGen.Accounts.Secrets;
using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Attempts;

/// <summary>Counts attempts, over all replicas, and refuses those that come too fast.</summary>
internal sealed class AttemptGuard(IDocuments<AttemptCount> counts, TimeProvider time)
{
    /// <exception cref="ProblemException">429.</exception>
    public async Task RequireAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        var both = IdOf(account, address);
        var isKnown = AttemptRules.HasSucceeded((await counts.GetAsync(both, cancellationToken))?.Body, time.UnixMilliseconds());
        await CountAsync(both, AttemptRules.OfBoth, cancellationToken);
        await CountAsync("address_" + SecretText.HashOf(ClientNetwork.Of(address)), AttemptRules.OfAddress, cancellationToken);
        if (!isKnown)
            await CountAsync("account_" + SecretText.HashOf(account), AttemptRules.OfAccount, cancellationToken);
    }

    public async Task SucceededAsync(string account, IPAddress? address, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        await counts.ChangeAsync(IdOf(account, address), count => AttemptRules.Succeed(count, now), cancellationToken);
        // An office signs in each morning: those who may do not count against it.
        await counts.ChangeAsync(
            "address_" + SecretText.HashOf(ClientNetwork.Of(address)), count => count with { Failures = Math.Max(0, count.Failures - 1) }, cancellationToken);
    }

    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        counts.DeleteOlderThanAsync(AttemptCount.ForgetAtField, time.UnixMilliseconds(), 1000, cancellationToken);

    private async Task CountAsync(string id, AttemptLimit limit, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        try
        {
            var change = await counts.AddOrChangeAsync(
                id, () => new AttemptCount { Id = id, ForgetAt = now }, count => AttemptRules.Try(count, limit, now), cancellationToken);
            if (!change.Written)
                throw TooMany(AttemptRules.Wait(change.Now!.Body, limit, now));
        }
        catch (DocumentContendedException)
        {
            throw TooMany(TimeSpan.FromSeconds(1));
        }
    }

    private static ProblemException TooMany(TimeSpan wait) => ProblemException.Of(429, ErrorCodes.TooManyAttempts).After(wait);

    private static string IdOf(string account, IPAddress? address) => "both_" + SecretText.HashOf($"{account}\n{ClientNetwork.Of(address)}");
}
