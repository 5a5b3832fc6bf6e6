using System.Collections.Frozen;

namespace ImageGen.ObjectStorage.LocalDisk;

/// <summary>A file has no room for its type, and a second file beside it could not be replaced in the same step: the extension says it.</summary>
internal static class ContentTypes
{
    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>
    {
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".webp"] = "image/webp",
        [".json"] = "application/json",
        [".zip"] = "application/zip",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> ExtensionOfPicture = new Dictionary<string, string>
    {
        ["image/png"] = ".png",
        ["image/jpeg"] = ".jpg",
        ["image/webp"] = ".webp",
    }.ToFrozenDictionary();

    public static IReadOnlyList<string> OfPictures => ExtensionOfPicture.Keys;

    /// <exception cref="ArgumentException">It is no picture of a kind we keep.</exception>
    public static string Extension(string pictureType) => ExtensionOfPicture.GetValueOrDefault(pictureType)
        ?? throw new ArgumentException($"'{pictureType}' is the type of no picture.", nameof(pictureType));

    public static string Of(string key) => ByExtension.GetValueOrDefault(Path.GetExtension(key), "application/octet-stream");
}
