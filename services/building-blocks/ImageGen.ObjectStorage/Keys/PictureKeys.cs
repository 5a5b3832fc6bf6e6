using System.Security.Cryptography;
using System.Text;
using ImageGen.ObjectStorage.LocalDisk;

namespace ImageGen.ObjectStorage.Keys;

/// <summary>
/// Where generated pictures lie: derived from their ids alone, so that whoever copies one again writes to the same place, and who knows
/// a picture needs to ask nobody where it is.
/// </summary>
public static class PictureKeys
{
    /// <summary>Of what waits to be copied; the rest of each key is the picture's id.</summary>
    public const string IncomingFolder = "incoming";

    /// <param name="contentType">One of <c>image/png</c>, <c>image/jpeg</c>, <c>image/webp</c>.</param>
    public static string Original(string imageId, string contentType) => Stem(imageId) + ContentTypes.Extension(contentType);

    /// <summary>Where bytes that came with an answer wait to be copied: no other place has them.</summary>
    public static string Incoming(string imageId) => $"{IncomingFolder}/{imageId}";

    public static string Variant(string imageId, string variant) => $"{Stem(imageId)}-{variant}.webp";

    /// <summary>Where a picture lies that was made from another to fit a model: beside it.</summary>
    /// <param name="key">Of the other, with an extension.</param>
    /// <param name="contentType"><c>image/png</c> or <c>image/jpeg</c>.</param>
    public static string Fitted(string key, string contentType) => $"{key[..key.LastIndexOf('.')]}-fitted{ContentTypes.Extension(contentType)}";

    /// <summary>All that may lie beside a picture for that reason.</summary>
    /// <param name="key">Of the picture.</param>
    public static IEnumerable<string> AllFitted(string key) => [Fitted(key, "image/png"), Fitted(key, "image/jpeg")];

    /// <summary>All that may lie in the store of one picture, whatever is known of it.</summary>
    /// <param name="variants">The names of the smaller ones that there may be.</param>
    public static IEnumerable<string> AllOf(string imageId, IEnumerable<string> variants)
    {
        string[] originals = [.. ContentTypes.OfPictures.Select(type => Original(imageId, type))];
        return [.. originals, .. AllFitted(originals[0]), .. variants.Select(variant => Variant(imageId, variant)), Incoming(imageId)];
    }

    /// <summary>Ids begin with their time: the folder comes from a hash, or one folder would take a whole day.</summary>
    private static string Stem(string imageId) => $"images/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(imageId)))[..2]}/{imageId}";
}
