using System.Security.Cryptography;
using System.Text;
using ImageGen.Storage.Pictures;

namespace ImageGen.Storage.Copies;

/// <summary>Where a picture lies: derived from its id alone, so that whoever copies it again writes to the same place.</summary>
internal static class ObjectKeys
{
    public static string Original(string imageId, PictureFormat format) => $"{Stem(imageId)}.{format.Extension()}";

    public static string Variant(string imageId, string variant) => $"{Stem(imageId)}-{variant}.webp";

    /// <summary>Ids begin with their time: the folder comes from a hash, or one folder would take a whole day.</summary>
    private static string Stem(string imageId) => $"images/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(imageId)))[..2]}/{imageId}";
}
