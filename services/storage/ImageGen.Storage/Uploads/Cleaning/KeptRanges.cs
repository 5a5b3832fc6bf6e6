using ImageGen.Storage.Pictures;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>Collects what is kept of a file while its parts are walked, and ends the walk where a file has more parts than any program writes.</summary>
internal sealed class KeptRanges
{
    /// <summary>A picture of ten megabytes has some thousands.</summary>
    private const int MostParts = 100_000;

    /// <summary>Even printers' profiles are smaller.</summary>
    private const int MostProfile = 4 << 20;

    private readonly List<FileRange> ranges = [];
    private int parts;
    private long profile;

    public IReadOnlyList<FileRange> All => ranges;

    /// <exception cref="InvalidPictureException">There are too many.</exception>
    public void NextPart()
    {
        if (++parts > MostParts)
            throw new InvalidPictureException(FormattableString.Invariant($"The picture's file has more than {MostParts} parts."));
    }

    public void Keep(long from, long to)
    {
        if (ranges is [.., var last] && last.Offset + last.Length == from)
            ranges[^1] = last with { Length = to - last.Offset };
        else
            ranges.Add(new FileRange(from, to - from));
    }

    /// <exception cref="InvalidPictureException">It is no profile any more.</exception>
    public void KeepProfile(long from, long to)
    {
        profile += to - from;
        if (profile > MostProfile)
            throw new InvalidPictureException(FormattableString.Invariant($"The picture's colour profile has more than {MostProfile} bytes."));
        Keep(from, to);
    }
}
