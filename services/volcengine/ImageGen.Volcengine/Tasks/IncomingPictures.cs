using ImageGen.Contracts;
using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tasks;

/// <summary>Gives each picture its place. Where the answer carried the bytes themselves, they are put into our store first.</summary>
internal sealed class IncomingPictures(IObjectStore store, PaidResults results)
{
    /// <summary>For an answer that nobody can ask for again.</summary>
    public Task<IReadOnlyList<GeneratedImage>> KeepAsync(GenerationTask task, IReadOnlyList<ProviderPicture> pictures) =>
        results.KeepAsync(task.Id, () => TakeAsync(task, pictures, CancellationToken.None));

    public async Task<IReadOnlyList<GeneratedImage>> TakeAsync(
        GenerationTask task, IReadOnlyList<ProviderPicture> pictures, CancellationToken cancellationToken)
    {
        var images = new List<GeneratedImage>(task.Indices.Count);
        foreach (var (picture, place) in pictures.Select((picture, order) => (picture, picture.Place ?? order)))
        {
            if (place >= task.Indices.Count)
                continue;
            var index = task.Indices[place];
            var imageId = ImageId.Of(task.JobId, task.Attempt, index);
            string? key = null;
            if (picture.Bytes is { } bytes)
            {
                // The key follows from the picture's id, so a repeated answer goes to the same place.
                key = PictureKeys.Incoming(imageId);
                await store.PutAsync(key, new MemoryStream(bytes, writable: false), ContentType(bytes), cancellationToken);
            }

            images.Add(new GeneratedImage { Index = index, ImageId = imageId, SourceUrl = picture.Url, SourceKey = key, Seed = picture.Seed });
        }

        return images;
    }

    private static string ContentType(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) ? "image/jpeg"
        : bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : "application/octet-stream";
}
