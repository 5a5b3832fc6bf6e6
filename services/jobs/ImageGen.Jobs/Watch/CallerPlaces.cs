using System.Collections.Concurrent;

namespace ImageGen.Jobs.Watch;

/// <summary>How many long requests of a kind each caller may have in this process at a time.</summary>
internal sealed class CallerPlaces(int most)
{
    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    public int Most => most;

    /// <returns>A place until it is disposed; null where all are taken.</returns>
    public IDisposable? TryTake(string owner)
    {
        if (open.AddOrUpdate(owner, 1, (_, count) => count + 1) <= most)
            return new Place(this, owner);
        Release(owner);
        return null;
    }

    private void Release(string owner)
    {
        // Owners come and go: who has none open is forgotten.
        if (open.AddOrUpdate(owner, 0, (_, count) => count - 1) == 0)
            open.TryRemove(KeyValuePair.Create(owner, 0));
    }

    private sealed class Place(CallerPlaces places, string owner) : IDisposable
    {
        public void Dispose() => places.Release(owner);
    }
}
