using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Thumbnails;

namespace ImageGen.Storage.Images;

internal static class ImageVariant
{
    /// <returns>Null for the original.</returns>
    public static Variant? Parse(string? name) => name switch
    {
        null or "original" => null,
        "preview" => Variant.Preview,
        "thumbnail" => Variant.Thumbnail,
        _ => throw new ProblemException(400, "invalid_variant", "variant must be original, preview or thumbnail.")
        {
            Errors = [new ProblemError("?variant", "must be original, preview or thumbnail")],
        },
    };
}
