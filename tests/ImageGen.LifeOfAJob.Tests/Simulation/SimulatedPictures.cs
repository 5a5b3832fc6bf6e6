using System.Security.Cryptography;
using System.Text;
using ImageGen.ObjectStorage;
using ImageGen.Storage.Copies;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The object store as one flow sees it. What it holds outlives every process.</summary>
internal sealed class SimulatedObjects(Life life, SimulatedProcess process, string flow) : IObjectStore
{
    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        var bytes = copy.ToArray();
        return process.Step(
            flow,
            $"put {key}",
            () =>
            {
                life.Objects[key] = bytes;
                return true;
            },
            static () => new InjectedFaultException("The object store did not answer."));
    }

    public Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => process.Step(flow, $"delete {key}", () => life.Objects.Remove(key));

    public IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Copies a picture in two steps: read it, put it. Like the real one it writes the same bytes to the same place, however often.</summary>
internal sealed class SimulatedCopier(Life life, SimulatedProcess process) : IPictureCopier
{
    private const string Flow = "copy";

    public async Task<CopyResult> CopyAsync(string imageId, CopySource source, CancellationToken cancellationToken)
    {
        var read = await process.Step(Flow, $"read {imageId}", () => Read(source));
        if (read.Bytes is not { } bytes)
            return CopyResult.Failed(read.Verdict, "could not be read");
        if (Encoding.UTF8.GetString(bytes).EndsWith("spoilt", StringComparison.Ordinal))
            return CopyResult.Failed(CopyVerdict.NotAPicture, "no picture");
        var labelled = Labelled(imageId, bytes);
        var stored = await process.Step(Flow, $"put {imageId}", () => Put(imageId, labelled));
        return stored
            ? CopyResult.Copied(new StoredPicture(imageId, "image/png", Hash(labelled), labelled.Length, 1, 1))
            : CopyResult.Failed(CopyVerdict.StoreFailed, "could not be put");
    }

    public Task DiscardAsync(string key, CancellationToken cancellationToken) => process.Step(Flow, $"discard {key}", () => life.Objects.Remove(key));

    public static byte[] Labelled(string imageId, byte[] bytes) => [.. Encoding.UTF8.GetBytes(imageId + ":"), .. bytes];

    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private (CopyVerdict Verdict, byte[]? Bytes) Read(CopySource source)
    {
        if (life.FaultOfRead() is { } fault)
            return (fault, null);
        var bytes = source.Key is { } key ? life.Objects.GetValueOrDefault(key) : source.Url is { } url ? life.Provider.Read(url) : null;
        return (CopyVerdict.SourceRefused, bytes);
    }

    private bool Put(string key, byte[] bytes)
    {
        if (life.PutFails())
            return false;
        life.Objects[key] = bytes;
        return true;
    }
}
