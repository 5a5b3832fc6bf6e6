using System.Collections.Concurrent;
using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// Small documents that every process reads all the time and that seldom change: what is read is at most a second old, and a
/// change is one guarded write.
/// </summary>
/// <param name="fresh">What a document is before anybody has written it.</param>
internal sealed class SharedDocuments<T>(IDocuments<T> documents, Func<string, T> fresh, TimeProvider time) where T : class
{
    private const long Freshness = 1_000;
    private const int MaxConflicts = 50;

    private readonly ConcurrentDictionary<string, (Stored<T>? Stored, long At)> known = new();

    public async Task<T> ReadAsync(string id, CancellationToken cancellationToken) =>
        (await SeenAsync(id, cancellationToken))?.Body ?? fresh(id);

    /// <param name="rule">The next state, or null where nothing is to change.</param>
    /// <returns>What this call has written; null where nothing was to change.</returns>
    /// <exception cref="InvalidOperationException">Others were faster too many times in a row.</exception>
    public async Task<T?> ChangeAsync(string id, Func<T, T?> rule, CancellationToken cancellationToken)
    {
        var current = await SeenAsync(id, cancellationToken);
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (rule(current?.Body ?? fresh(id)) is not { } next)
                return null;
            var written = current is null
                ? await documents.InsertAsync(next, cancellationToken)
                : await documents.ReplaceAsync(current, next, cancellationToken);
            if (written is not null)
            {
                known[id] = (written, Now());
                return next;
            }

            current = await FetchAsync(id, cancellationToken);
        }

        throw new InvalidOperationException($"{id} was changed by others {MaxConflicts} times in a row.");
    }

    private async Task<Stored<T>?> SeenAsync(string id, CancellationToken cancellationToken) =>
        known.TryGetValue(id, out var seen) && Now() - seen.At < Freshness ? seen.Stored : await FetchAsync(id, cancellationToken);

    private async Task<Stored<T>?> FetchAsync(string id, CancellationToken cancellationToken)
    {
        var asked = Now();
        var stored = await documents.GetAsync(id, cancellationToken);
        known[id] = (stored, asked);
        return stored;
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
