namespace ImageGen.Storage.Thumbnails;

/// <summary>A smaller picture made from the original.</summary>
/// <param name="Name">As the API and the object's key say it.</param>
/// <param name="LongestSide">Pixels; a smaller original is not enlarged.</param>
internal sealed record Variant(string Name, int LongestSide)
{
    public static readonly Variant Thumbnail = new("thumbnail", 512);

    public static readonly Variant Preview = new("preview", 1280);

    public static IReadOnlyList<Variant> All { get; } = [Thumbnail, Preview];
}
