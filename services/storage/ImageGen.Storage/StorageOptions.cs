using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace ImageGen.Storage;

/// <summary>The section <c>Storage</c>. A number out of its range stops the start, which names it.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";

    private const long Mebibyte = 1 << 20;

    /// <summary>
    /// Hosts that pictures may be downloaded from: <c>host</c>, <c>host:port</c>, or <c>*.domain</c> for everything below it; one entry may
    /// hold several with commas. The host of a configured provider endpoint is always allowed. Default: the provider's own domains, by https
    /// and at public addresses.
    /// </summary>
    public IReadOnlyList<string> SourceHosts { get; init; } = [];

    /// <summary>How many copies run at a time: 1 to 256. Default: 16.</summary>
    [Range(1, 256)]
    public int Parallelism { get; init; } = 16;

    /// <summary>How many bytes of pictures may be in memory at a time; more copies wait for their turn: 1 MiB or more. Default: 64 MiB.</summary>
    [Range(Mebibyte, long.MaxValue)]
    public long BytesInFlight { get; init; } = 64 << 20;

    /// <summary>A picture of more bytes goes through a temporary file instead of memory: 64 KiB to 1 GiB. Default: 8 MiB.</summary>
    [Range(1 << 16, 1 << 30)]
    public int LargestInMemory { get; init; } = 8 << 20;

    /// <summary>
    /// A picture of more bytes is not taken; it waits while its link lives, so raising this lets it in. 1 MiB or more; an enlarged PNG of 67
    /// megapixels may have 130 MB. Default: 256 MiB.
    /// </summary>
    [Range(Mebibyte, long.MaxValue)]
    public long LargestPicture { get; init; } = 256 << 20;

    /// <summary>
    /// How many bytes of memory uploads that are being decoded may take at a time; more of them wait for their turn: 1 MiB or more.
    /// Default: 256 MiB.
    /// </summary>
    [Range(Mebibyte, long.MaxValue)]
    public long DecodedBytes { get; init; } = 256 << 20;

    /// <summary>How many bytes the uploads of one owner may have together; 0 is no bound. Default: 20 GiB.</summary>
    [Range(0, long.MaxValue)]
    public long UploadBytesPerOwner { get; init; } = 20L << 30;

    /// <summary>How long one try may take, from asking for the first byte to the object in the store: 1 second to a day. Default: 2 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CopyTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Who made the pictures, for their label: the name or the code that GB 45438-2025 wants, not empty. Default: ImageGen.</summary>
    [Required]
    public string ContentProducer { get; init; } = "ImageGen";

    /// <summary>Makes small thumbnails right after the copy, while no copy waits; else they are made when first asked for. Default: true.</summary>
    public bool EagerThumbnails { get; init; } = true;

    /// <summary>How long a claimed copy is its claimer's: beyond the time-out of a try nobody works on it any more.</summary>
    internal TimeSpan Lease => CopyTimeout + TimeSpan.FromMinutes(1);
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
