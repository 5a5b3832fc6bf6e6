using System.Runtime.CompilerServices;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.ObjectStorage;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>The object store as one process sees it. What it holds outlives every process.</summary>
internal sealed class SimulatedObjects(Life life, SimulatedProcess process) : IObjectStore
{
    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        var bytes = copy.ToArray();
        return Step($"put {key}", () => life.Objects[key] = new KeptObject(bytes, life.Clock.Now), cancellationToken);
    }

    public async Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken) =>
        await Step($"read {key}", () => life.Objects.GetValueOrDefault(key), cancellationToken) is { } kept
            ? new ObjectContent(InfoOf(key, kept), new MemoryStream(kept.Bytes, writable: false))
            : null;

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) =>
        Step($"find {key}", () => life.Objects.TryGetValue(key, out var kept) ? InfoOf(key, kept) : null, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Step($"delete {key}", () => Remove(key), cancellationToken);

    public async IAsyncEnumerable<ListedObject> ListAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = await Step($"list {folder}", () => life.ObjectsIn(folder).ToList(), cancellationToken);
        foreach (var (key, kept) in found)
            yield return new ListedObject(key, DateTimeOffset.FromUnixTimeMilliseconds(kept.PutAt));
    }

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool Remove(string key)
    {
        var removed = life.Objects.Remove(key);
        if (removed)
            life.Witness.Deleted(key);
        return removed;
    }

    private static ObjectInfo InfoOf(string key, KeptObject kept) => new(key, kept.Bytes.Length, "image/png");

    private Task<T> Step<T>(string what, Func<T> effect, CancellationToken cancellationToken) => process.StepAsync(
        what, life.Latency.OfObjects(what), effect, static () => new ObjectsAwayException(), Place.Objects, cancellationToken);
}

internal sealed record KeptObject(byte[] Bytes, long PutAt);

/// <summary>The object store where nothing takes time: for what is put there before life begins.</summary>
internal sealed class InstantObjects(IDictionary<string, KeptObject> objects, long now) : IObjectStore
{
    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        objects[key] = new KeptObject(copy.ToArray(), now);
        return Task.CompletedTask;
    }

    public Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CheckAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
