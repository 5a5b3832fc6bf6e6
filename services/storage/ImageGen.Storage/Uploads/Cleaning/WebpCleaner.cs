using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>
/// Keeps the file up to its end: no model takes WebP, so it is decoded and never kept; what is in it besides pixels goes then, and of one
/// that moves all but the first frame.
/// </summary>
internal static class WebpCleaner
{
    /// <summary>A decoder looks for each frame from the first on, so many of them take it for ever.</summary>
    private const int MostFrames = 1000;

    /// <summary>Bytes for each pixel of a still picture: the unpacked data, and the colours made of it.</summary>
    private const int HeldOfStill = 8;

    /// <summary>Bytes for each pixel of an animation: the frame, the canvas it is drawn on, and a copy of the canvas before it.</summary>
    private const int HeldOfFrames = 16;

    public static CleanPicture Clean(PictureFile file)
    {
        var chunks = WebpStructure.Chunks(file).ToList();
        var structure = WebpStructure.Read(file, chunks);
        var frames = chunks.Count(chunk => chunk.Type == "ANMF");
        if (frames > MostFrames)
            throw new InvalidPictureException(FormattableString.Invariant($"The picture moves, in more than {MostFrames} frames."));
        var kept = new KeptRanges();
        foreach (var profile in chunks.Where(chunk => chunk.Type == "ICCP"))
            kept.KeepProfile(profile.Offset, profile.End);
        return new CleanPicture(PictureFormat.Webp, structure.Width, structure.Height, [new FileRange(0, structure.MetadataAt)])
        {
            BytesPerPixel = 4,
            HeldBytes = (frames > 0 ? HeldOfFrames : HeldOfStill) * (long)structure.Width * structure.Height,
            ProfileBytes = kept.ProfileBytes,
            Orientation = null,
        };
    }
}
