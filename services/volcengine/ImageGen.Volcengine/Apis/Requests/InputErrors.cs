using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Volcengine.Apis.Requests;

/// <summary>Why an input picture can not go out.</summary>
internal static class InputErrors
{
    public static GenerationError Format(string name, string? contentType, IReadOnlyList<string> formats) => new()
    {
        Code = ErrorCodes.InputImageUnsupported,
        Message = $"The input picture {name} is {contentType ?? "of an unknown format"}; this model takes {string.Join(", ", formats)}. Nothing was submitted.",
    };

    public static GenerationError NotReachable(string name) => new()
    {
        Code = ErrorCodes.ReferenceNotReachable,
        Message = $"This model reads pictures by link only, and the provider can not reach {name} in our own store. Set IMAGEGEN_PUBLIC_URL and IMAGEGEN_SECRET_KEY, or S3_PUBLIC_ENDPOINT. Nothing was submitted.",
        Retryable = true,
    };

    public static GenerationError TooLarge(string name) => new()
    {
        Code = ErrorCodes.InputImageUnsupported,
        Message = $"The input picture {name} is too large to be sent. Nothing was submitted.",
    };

    public static GenerationError Unfit(string name) => new()
    {
        Code = ErrorCodes.InputImageUnsupported,
        Message = $"The input picture {name} is not as this model takes it and can not be made so. Nothing was submitted.",
    };

    public static GenerationError Gone(string name) => new()
    {
        Code = ErrorCodes.InputImageGone,
        Message = $"The input picture {name} is no longer in the store. Nothing was submitted.",
    };
}
