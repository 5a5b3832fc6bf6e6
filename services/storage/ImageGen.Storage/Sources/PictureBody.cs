namespace ImageGen.Storage.Sources;

/// <summary>A whole picture, seekable: pooled memory, or a temporary file that goes with it.</summary>
internal sealed class PictureBody(Stream content, IDisposable share) : IAsyncDisposable
{
    public Stream Content { get; } = content;

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        share.Dispose();
    }
}
