namespace ImageGen.ObjectStorage;

/// <param name="Length">Bytes of the whole object.</param>
public sealed record ObjectInfo(string Key, long Length, string ContentType);

/// <param name="PutAt">By the store's clock.</param>
public sealed record ListedObject(string Key, DateTimeOffset PutAt);

/// <summary>Bytes from <paramref name="From"/> to <paramref name="To"/>, both inclusive; without an end, to the end of the object.</summary>
public sealed record ObjectRange(long From, long? To);

/// <summary>An open object; the stream is not seekable.</summary>
public sealed class ObjectContent(ObjectInfo info, Stream stream) : IAsyncDisposable
{
    public ObjectInfo Info { get; } = info;

    public Stream Stream { get; } = stream;

    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}
