using ImageGen.Contracts;

namespace ImageGen.Volcengine.Requests;

/// <summary>Why an input picture can not go out.</summary>
internal static class InputErrors
{
    public static GenerationError Format(string name, string? contentType, IReadOnlyList<string> formats) => new()
    {
        Code = "input_image_unsupported",
        Message = $"The input picture {name} is {contentType ?? "of an unknown format"}; this model takes {string.Join(", ", formats)}. Nothing was submitted.",
    };

    public static GenerationError LinksOnly(string name) => new()
    {
        Code = "input_image_unsupported",
        Message = $"The input picture {name} is in our own store; this model reads pictures by public link only. Nothing was submitted.",
    };

    public static GenerationError TooLarge(string name) => new()
    {
        Code = "input_image_unsupported",
        Message = $"The input picture {name} is too large to be sent. Nothing was submitted.",
    };

    public static GenerationError Gone(string name) => new()
    {
        Code = "input_image_gone",
        Message = $"The input picture {name} is no longer in the store. Nothing was submitted.",
    };
}
