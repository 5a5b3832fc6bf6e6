using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Edge.Callers;

/// <summary>
/// Asks for a token at most once in two seconds for each credential, however many requests show it: so long whatever was switched off is
/// still good here. Holds hashes of credentials, not themselves.
/// </summary>
internal sealed class CachedExchange(ICredentialExchange exchange, TimeProvider time)
{
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    /// <summary>Beyond this somebody is guessing: what has had its time is forgotten, and then all.</summary>
    private const int Most = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(CredentialKind Kind, string Hash, string? Address), Entry> entries = new();

    /// <inheritdoc cref="ICredentialExchange.ExchangeAsync"/>
    public async Task<string?> ExchangeAsync(Credential credential, CancellationToken cancellationToken)
    {
        // With the address: what one address was answered is not for another.
        var key = (credential.Kind, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(credential.Secret))), credential.Address);
        var now = time.GetUtcNow();
        if (!entries.TryGetValue(key, out var entry) || now >= entry.Until)
        {
            if (entries.Count >= Most)
                Forget(now);
            entry = new Entry(new Lazy<Task<string?>>(() => AskAsync(credential)), now + Freshness);
            entries[key] = entry;
        }

        try
        {
            return await entry.Token.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (entry.Token.Value.IsFaulted || entry.Token.Value.IsCanceled)
        {
            entries.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    /// <summary>For all who wait for it: none of them can call it off.</summary>
    private async Task<string?> AskAsync(Credential credential)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        return await exchange.ExchangeAsync(credential, patience.Token);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, entry) in entries)
        {
            if (now >= entry.Until)
                entries.TryRemove(KeyValuePair.Create(key, entry));
        }

        if (entries.Count >= Most)
            entries.Clear();
    }

    private sealed record Entry(Lazy<Task<string?>> Token, DateTimeOffset Until);
}
