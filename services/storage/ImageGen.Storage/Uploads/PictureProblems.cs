using ImageGen.ServiceDefaults.Errors;
using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads;

internal static class PictureProblems
{
    /// <returns>415 where the bytes are something else, 422 where they are damaged.</returns>
    public static ProblemException Of(InvalidPictureException error) => error.IsOtherKind
        ? new ProblemException(415, "unsupported_picture_type", "This is no PNG, JPEG or WebP.")
        : new ProblemException(422, "invalid_picture", error.Message);
}
