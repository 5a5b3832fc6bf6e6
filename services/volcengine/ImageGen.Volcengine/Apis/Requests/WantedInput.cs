using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Imaging;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Requests;

/// <summary>An input picture of ours, and what the model takes.</summary>
/// <param name="Name">As the body names it.</param>
/// <param name="Formats">Such as <c>jpeg</c>.</param>
/// <param name="MaxBytes">Of its file.</param>
/// <param name="MaxPixels">Width × height.</param>
internal sealed record WantedInput(string Name, InputImage Picture, IReadOnlyList<string> Formats, long MaxBytes, long MaxPixels)
{
    public bool IsMask => Name == AttachmentToken.Mask;

    /// <summary>Whether it is of a kind that can be made into another.</summary>
    public bool IsPicture => Picture.ContentType is "image/png" or "image/jpeg" or "image/webp";

    public static IEnumerable<WantedInput> Of(ModelProfile model, ImageRequest request)
    {
        foreach (var (index, picture) in request.Inputs.Index())
        {
            if (picture.Key is not null)
            {
                var rule = model.References;
                yield return new WantedInput(
                    AttachmentToken.Reference(index), picture, rule?.Formats ?? [], rule?.MaxBytes ?? long.MaxValue, rule?.MaxPixels ?? long.MaxValue);
            }
        }

        if (request.MaskInput is { Key: not null } mask)
            yield return new WantedInput(AttachmentToken.Mask, mask, model.Mask?.Formats ?? [], model.Mask?.MaxBytes ?? long.MaxValue, long.MaxValue);
    }

    /// <param name="bytes">The true length of its file.</param>
    public bool IsTakenAsItIs(long bytes) => IsTaken(Picture.ContentType, bytes, Picture.Width, Picture.Height);

    public bool IsTaken(FittedPicture fitted) => IsTaken(fitted.ContentType, fitted.Bytes.Length, fitted.Width, fitted.Height);

    private bool IsTaken(string? contentType, long bytes, int? width, int? height) =>
        Formats.Any(format => contentType == "image/" + format) && bytes <= MaxBytes && (long)(width ?? 0) * (height ?? 0) <= MaxPixels;
}
