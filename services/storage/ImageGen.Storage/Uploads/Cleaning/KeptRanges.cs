using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>Collects what is kept of a file while its parts are walked.</summary>
internal sealed class KeptRanges
{
    /// <summary>Even printers' profiles are smaller, bytes.</summary>
    public const int MostProfile = 4 << 20;

    private readonly List<FileRange> ranges = [];

    public IReadOnlyList<FileRange> All => ranges;

    /// <summary>Of its colour profile, unpacked.</summary>
    public long ProfileBytes { get; private set; }

    public void Keep(long from, long to)
    {
        if (ranges is [.., var last] && last.Offset + last.Length == from)
            ranges[^1] = last with { Length = to - last.Offset };
        else
            ranges.Add(new FileRange(from, to - from));
    }

    /// <param name="unpacked">Bytes, where that is more than they are in the file.</param>
    /// <exception cref="InvalidPictureException">It is no profile any more.</exception>
    public void KeepProfile(long from, long to, long unpacked = 0)
    {
        ProfileBytes += Math.Max(unpacked, to - from);
        if (ProfileBytes > MostProfile)
            throw new InvalidPictureException(FormattableString.Invariant($"The picture's colour profile has more than {MostProfile} bytes."));
        Keep(from, to);
    }
}
