using System.ComponentModel;

namespace ImageGen.Storage.Labels.Reading;

/// <summary>What a file says of having been generated.</summary>
internal sealed record FileLabelResponse(
    [property: Description("By content.")] string ContentType,
    [property: Description("Pixels.")] int Width,
    [property: Description("Pixels.")] int Height,
    [property: Description("Null where the file has no label, or one that is none.")] LabelFields? Label,
    [property: Description("The label as it stands in the file, word for word; null where there is none. At most 4000 characters.")] string? Text,
    [property: Description("What the provider had put in its place, where this platform has put its own; else null.")] string? ProviderText);
