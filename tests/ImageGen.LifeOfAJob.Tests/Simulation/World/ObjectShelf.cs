using ImageGen.ObjectStorage;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The object store as one process sees it. What it holds outlives every process.</summary>
internal sealed class SimulatedObjects(Life life, SimulatedProcess process) : IObjectStore
{
    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        var bytes = copy.ToArray();
        return Step($"put {key}", () => life.Objects[key] = bytes, cancellationToken);
    }

    public async Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken) =>
        await Step($"read {key}", () => life.Objects.GetValueOrDefault(key), cancellationToken) is { } bytes
            ? new ObjectContent(InfoOf(key, bytes), new MemoryStream(bytes, writable: false))
            : null;

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) =>
        Step($"find {key}", () => life.Objects.TryGetValue(key, out var bytes) ? InfoOf(key, bytes) : null, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => Step($"delete {key}", () => life.Objects.Remove(key), cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static ObjectInfo InfoOf(string key, byte[] bytes) => new(key, bytes.Length, "image/png");

    private Task<T> Step<T>(string what, Func<T> effect, CancellationToken cancellationToken) => process.StepAsync(
        what, life.Latency.OfObjects(what), effect, static () => new ObjectsAwayException(), Place.Objects, cancellationToken);
}
