namespace ImageGen.Storage.Uploads;

/// <summary>What an upload may be. A model may take less: that is checked when a job names it.</summary>
internal static class UploadLimits
{
    public const int MaxBytes = 10 << 20;

    /// <summary>
    /// A body up to here is read to its end although it is too large: a connection that is closed in the middle of a body often loses the
    /// answer that says why.
    /// </summary>
    public const int MaxBody = 32 << 20;

    /// <summary>Pixels; no provider takes a smaller picture.</summary>
    public const int MinSide = 15;

    /// <summary>Width × height; no provider takes more.</summary>
    public const long MaxPixels = 36_000_000;

    /// <summary>Width × height; a mask is decoded as a whole.</summary>
    public const long MaxMaskPixels = 4096 * 4096;

    /// <summary>Pixels: longer lines take a decoder more memory than it is worth, and no JPEG can be longer.</summary>
    public const int MaxSide = ushort.MaxValue;

    /// <summary>
    /// Of a picture when it is decoded: what <see cref="MaxPixels"/> with colours and transparency take. Half of it where its pixels come in
    /// passes (interlaced, progressive), because then a decoder goes over them more than once.
    /// </summary>
    public const long MaxDecoded = 4 * MaxPixels;

    /// <summary>What it may take to decode one and make it fit, bytes.</summary>
    public const long MaxMemory = 190_000_000;

    /// <summary>How long new jobs may name an upload.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <summary>
    /// How much longer its bytes stay. A job may wait seven days for its turn; so no bytes that it may still need are ever deleted,
    /// without anybody counting who uses what.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(8);
}
