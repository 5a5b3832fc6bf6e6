using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Sources;
using Microsoft.Extensions.Caching.Memory;

namespace ImageGen.Storage.Thumbnails;

/// <summary>Small pictures beside the originals, each made once, when it is first needed; never more at a time than there are cores.</summary>
internal sealed class ThumbnailStore(IObjectStore objects, CopyStore copies, IThumbnailer thumbnailer, PictureBuffers buffers) : IDisposable
{
    private const string ContentType = "image/webp";

    private static readonly MemoryCacheEntryOptions ForAnHour = new() { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1) };

    private readonly SemaphoreSlim cores = new(Environment.ProcessorCount);

    // Else each request would read and decode the whole original again, only to fail.
    private readonly MemoryCache impossible = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <returns>The small picture's object, or null where only the original can be had.</returns>
    public async Task<ObjectInfo?> EnsureAsync(ImageCopy copy, Variant variant, CancellationToken cancellationToken)
    {
        var key = PictureKeys.Variant(copy.ImageId, variant.Name);
        if (await objects.FindAsync(key, cancellationToken) is { } known)
            return known;
        if (impossible.TryGetValue(key, out _))
            return null;
        await cores.WaitAsync(cancellationToken);
        try
        {
            // Whoever waited in front of us may have wanted the same one.
            if (await objects.FindAsync(key, cancellationToken) is { } made)
                return made;
            return impossible.TryGetValue(key, out _) ? null : await MakeAsync(copy, key, variant, cancellationToken);
        }
        finally
        {
            cores.Release();
        }
    }

    public void Dispose()
    {
        cores.Dispose();
        impossible.Dispose();
    }

    private async Task<ObjectInfo?> MakeAsync(ImageCopy copy, string key, Variant variant, CancellationToken cancellationToken)
    {
        await using var original = await objects.OpenAsync(copy.Picture!.Key, range: null, cancellationToken);
        if (original is null)
            return null;
        await using var body = await buffers.ReadAsync(original.Stream, original.Info.Length, cancellationToken);
        if (await Task.Run(() => thumbnailer.Make(body.Content, variant), cancellationToken) is not { } small)
        {
            impossible.Set(key, true, ForAnHour);
            return null;
        }
        await objects.PutAsync(key, new MemoryStream(small), ContentType, cancellationToken);
        // The picture may have gone for good while this one was made.
        if ((await copies.FindAsync(copy.ImageId, cancellationToken))?.Body is not { Purge: null })
        {
            await objects.DeleteAsync(key, cancellationToken);
            return null;
        }

        return new ObjectInfo(key, small.Length, ContentType);
    }
}
