using System.Security.Cryptography;
using System.Text;
using ImageGen.Persistence;

namespace ImageGen.Storage.Uploads;

/// <summary>How much one owner keeps.</summary>
internal sealed record UploadUsage : DocumentPart, IDocument<UploadUsage>
{
    /// <summary>A hash of the owner.</summary>
    public required string Id { get; init; }

    public required long Bytes { get; init; }

    public static string IdOf(string owner) => "usage_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)))[..32];

    public static DocumentModel<UploadUsage> Documents { get; } = new("upload_usage", usage => usage.Id);
}
