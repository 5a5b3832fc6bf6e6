using ImageGen.ObjectStorage;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Thumbnails;

namespace ImageGen.Storage.Images;

/// <summary>Chooses and opens what is sent for a picture.</summary>
internal sealed class ImageContents(IObjectStore objects, ThumbnailStore thumbnails)
{
    /// <param name="variant">Null for the original.</param>
    public async Task<Representation> ChooseAsync(ImageCopy copy, Variant? variant, CancellationToken cancellationToken)
    {
        var picture = copy.Picture!;
        if (variant is not null && await thumbnails.EnsureAsync(copy, variant, cancellationToken) is { } small)
        {
            // Which libvips made it shows in its bytes: their length keeps two of them apart.
            var tag = $"\"{picture.Sha256}-{variant.Name}-{small.Length}\"";
            return new Representation(small.Key, small.Length, "image/webp", tag, $"{copy.ImageId}-{variant.Name}.webp", IsFinal: true);
        }
        return new Representation(
            picture.Key, picture.Bytes, picture.ContentType, $"\"{picture.Sha256}\"", copy.ImageId + Path.GetExtension(picture.Key), IsFinal: variant is null);
    }

    public async Task<ObjectContent> OpenAsync(Representation representation, ObjectRange? range, CancellationToken cancellationToken) =>
        await objects.OpenAsync(representation.Key, range, cancellationToken)
        ?? throw new ProblemException(503, "image_unavailable", "The picture's bytes can not be found in the object store.") { Retryable = true };
}
