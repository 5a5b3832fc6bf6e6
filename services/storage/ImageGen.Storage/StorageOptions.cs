namespace ImageGen.Storage;

/// <summary>The section <c>Storage</c>.</summary>
internal sealed record StorageOptions
{
    public const string Section = "Storage";

    /// <summary>
    /// Hosts that pictures may be downloaded from: <c>host</c>, <c>host:port</c>, or <c>*.domain</c> for everything below it; one entry may
    /// hold several with commas. Empty means the provider's own domains, by https and at public addresses. The host of a configured
    /// endpoint of the provider is always allowed.
    /// </summary>
    public IReadOnlyList<string> SourceHosts { get; init; } = [];

    /// <summary>How many copies run at a time, 1 to 256.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>How many bytes of pictures may be in memory at a time; more copies wait for their turn.</summary>
    public long BytesInFlight { get; init; } = 64 << 20;

    /// <summary>A larger picture goes through a temporary file instead of memory, bytes.</summary>
    public int LargestInMemory { get; init; } = 8 << 20;

    /// <summary>
    /// A larger picture is not taken, bytes, at least 1 MiB. It goes through a file, never through memory. A picture that is larger waits
    /// while its link lives, so raising this lets it in. An enlarged PNG of 67 megapixels may have 130 MB.
    /// </summary>
    public long LargestPicture { get; init; } = 256 << 20;

    /// <summary>How many bytes uploads that are being decoded may take at a time; more of them wait for their turn.</summary>
    public long DecodedBytes { get; init; } = 256 << 20;

    /// <summary>How many bytes the uploads of one owner may have together; 0 is no bound.</summary>
    public long UploadBytesPerOwner { get; init; } = 20L << 30;

    /// <summary>For one try, from the first byte asked for to the object stored.</summary>
    public TimeSpan CopyTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Who made the pictures, for their label: the name or the code that the labelling rule (GB 45438) wants.</summary>
    public string ContentProducer { get; init; } = "ImageGen";

    /// <summary>Make small thumbnails right after the copy, while no copy waits; else they are made when first asked for.</summary>
    public bool EagerThumbnails { get; init; } = true;

    /// <summary>Beyond its time-out nobody works on a claimed copy any more.</summary>
    internal TimeSpan Lease => CopyTimeout + TimeSpan.FromMinutes(1);

    internal static bool IsSound(StorageOptions options) =>
        options is { Parallelism: >= 1 and <= 256, BytesInFlight: >= 1 << 20, LargestInMemory: >= 1 << 16, LargestPicture: >= 1 << 20, DecodedBytes: >= 1 << 20, UploadBytesPerOwner: >= 0 }
        && options.CopyTimeout > TimeSpan.Zero
        && !string.IsNullOrWhiteSpace(options.ContentProducer);
}
