using ImageGen.ObjectStorage;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Sources;

namespace ImageGen.Storage.Thumbnails;

/// <summary>Small pictures beside the originals, each made once, when it is first needed; never more at a time than there are cores.</summary>
internal sealed class ThumbnailStore(IObjectStore objects, IThumbnailer thumbnailer, PictureBuffers buffers) : IDisposable
{
    private const string ContentType = "image/webp";

    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);

    /// <returns>The small picture's object, or null where only the original can be had.</returns>
    public async Task<ObjectInfo?> EnsureAsync(ImageCopy copy, Variant variant, CancellationToken cancellationToken)
    {
        var key = PictureKeys.Variant(copy.ImageId, variant.Name);
        if (await objects.FindAsync(key, cancellationToken) is { } known)
            return known;
        await cores.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited in front of us may have wanted the same one.
            return await objects.FindAsync(key, cancellationToken) ?? await MakeAsync(copy.Picture!, key, variant, cancellationToken);
        }
        finally
        {
            cores.Release();
        }
    }

    public void Dispose() => cores.Dispose();

    private async Task<ObjectInfo?> MakeAsync(StoredPicture picture, string key, Variant variant, CancellationToken cancellationToken)
    {
        await using var original = await objects.OpenAsync(picture.Key, range: null, cancellationToken);
        if (original is null)
            return null;
        await using var body = await buffers.ReadAsync(original.Stream, original.Info.Length, cancellationToken);
        if (await Task.Run(() => thumbnailer.Make(body.Content, variant), cancellationToken) is not { } small)
            return null;
        await objects.PutAsync(key, new MemoryStream(small), ContentType, cancellationToken);
        return new ObjectInfo(key, small.Length, ContentType);
    }
}
