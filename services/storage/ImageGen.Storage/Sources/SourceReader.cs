using ImageGen.ObjectStorage;
using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Sources;

/// <summary>Reads a whole picture from where the provider or the worker has left it.</summary>
internal sealed class SourceReader(UrlSource urls, IObjectStore objects, PictureBuffers buffers)
{
    /// <exception cref="SourceException">With the verdict.</exception>
    public async Task<PictureBody> ReadAsync(CopySource source, CancellationToken cancellationToken)
    {
        if (source.Key is not null)
            return await ReadKeyAsync(source.Key, cancellationToken);
        if (Uri.TryCreate(source.Url, UriKind.Absolute, out var address))
            return await urls.ReadAsync(address, cancellationToken);
        throw new SourceException(CopyVerdict.SourceRefused, "The message names no source.");
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
