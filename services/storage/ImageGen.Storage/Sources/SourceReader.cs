using ImageGen.ObjectStorage;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Sources;

/// <summary>Reads a whole picture from where the provider or the worker has left it.</summary>
internal sealed class SourceReader(UrlSource urls, IObjectStore objects, PictureBuffers buffers)
{
    /// <exception cref="SourceException">With the verdict.</exception>
    public async Task<PictureBody> ReadAsync(CopySource source, CancellationToken cancellationToken) => source switch
    {
        { Key: { } key } => await ReadKeyAsync(key, cancellationToken),
        { Url: { } url } when DataUri.Is(url) => await ReadDataAsync(url, cancellationToken),
        _ when Uri.TryCreate(source.Url?.Trim(), UriKind.Absolute, out var address) => await urls.ReadAsync(address, cancellationToken),
        _ => throw new SourceException(CopyVerdict.SourceRefused, "The message names no source."),
    };

    private async Task<PictureBody> ReadDataAsync(string url, CancellationToken cancellationToken)
    {
        var bytes = DataUri.Read(url) ?? throw new SourceException(CopyVerdict.NotAPicture, "The link is a data URI that can not be read.");
        return await buffers.ReadAsync(new MemoryStream(bytes, writable: false), bytes.Length, cancellationToken);
    }

    private async Task<PictureBody> ReadKeyAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await using var found = await objects.OpenAsync(key, range: null, cancellationToken)
                ?? throw new SourceException(CopyVerdict.SourceRefused, $"There is no object {key}.");
            return await buffers.ReadAsync(found.Stream, found.Info.Length, cancellationToken);
        }
        catch (Exception error) when (error is not (SourceException or OperationCanceledException))
        {
            throw new SourceException(CopyVerdict.StoreFailed, $"The object {key} can not be read: {error.Message}", error);
        }
    }
}
