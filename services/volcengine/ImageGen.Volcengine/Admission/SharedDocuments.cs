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

    private readonly ConcurrentDictionary<string, (Stored<T>? Stored, long At)> known = new();

    public async Task<T> ReadAsync(string id, CancellationToken cancellationToken) =>
        (await SeenAsync(id, cancellationToken))?.Body ?? fresh(id);

    /// <param name="rule">The next state, or the same one where nothing is to change.</param>
    /// <exception cref="DocumentContendedException">Others were faster too many times in a row.</exception>
    public async Task<Change<T>> ChangeAsync(string id, Func<T, T> rule, CancellationToken cancellationToken)
    {
        var seen = await SeenAsync(id, cancellationToken);
        var asked = time.UnixMilliseconds();
        var change = await documents.AddOrChangeAsync(id, seen, () => fresh(id), rule, cancellationToken);
        if (change.Written || !ReferenceEquals(change.Now, seen))
            known[id] = (change.Now, change.Written ? time.UnixMilliseconds() : asked);
        return change;
    }

    private async Task<Stored<T>?> SeenAsync(string id, CancellationToken cancellationToken) =>
        known.TryGetValue(id, out var seen) && time.UnixMilliseconds() - seen.At < Freshness ? seen.Stored : await FetchAsync(id, cancellationToken);

    private async Task<Stored<T>?> FetchAsync(string id, CancellationToken cancellationToken)
    {
        var asked = time.UnixMilliseconds();
        var stored = await documents.GetAsync(id, cancellationToken);
        known[id] = (stored, asked);
        return stored;
    }
}
