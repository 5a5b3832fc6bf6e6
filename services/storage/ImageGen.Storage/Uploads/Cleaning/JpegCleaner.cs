using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>Keeps tables, frames, scans and what says how their colours are meant.</summary>
internal static class JpegCleaner
{
    private const int StartOfScan = 0xFFDA;
    private const int EndOfImage = 0xFFD9;

    /// <summary>Programs make ten to twenty.</summary>
    private const int MostScans = 32;

    public static CleanPicture Clean(PictureFile file)
    {
        var kept = new KeptRanges();
        kept.Keep(0, 2);
        JpegFrame? frame = null;
        var isInPasses = false;
        Exif? exif = null;
        var scans = 0;
        for (long offset = 2; ;)
        {
            file.NextPart();
            // Any number of fill bytes may stand before a marker.
            offset = (file.IndexOfAnyExcept(0xFF, offset) ?? throw PictureFile.CutOff()) - 1;
            var marker = file.UInt16(offset);
            if (marker < 0xFF01)
                throw new InvalidPictureException("The JPEG's segments are damaged.");
            if (marker == EndOfImage)
            {
                kept.Keep(offset, offset + 2);
                return (frame ?? throw PictureFile.CutOff()).Picture(isInPasses) with { Kept = kept.All, Orientation = exif?.Orientation ?? 1, ProfileBytes = kept.ProfileBytes };
            }
            var length = file.UInt16(offset + 2);
            var end = offset + 2 + length;
            if (length < 2 || end > file.Length)
                throw PictureFile.CutOff();
            if (IsFrame(marker))
                frame ??= JpegFrame.Read(file, offset, length, marker);
            if (marker == StartOfScan)
            {
                // A scan of one channel says that the others come later, of whatever kind the frame is.
                isInPasses |= scans == 0 && file.Read(offset + 4, 1)[0] < (frame ?? throw PictureFile.CutOff()).Components;
                // Each costs a decoder a walk over all pixels.
                if (++scans > MostScans)
                    throw new InvalidPictureException($"The JPEG has more than {MostScans} scans.");
                end = EndOfScan(file, end, frame!.Blocks);
            }
            var content = IsLabelled(marker) ? file.Read(offset + 4, length - 2).AsSpan() : default;
            // The first counts, as for everybody.
            var isExif = exif is null && marker == 0xFFE1 && content.StartsWith("Exif\0\0"u8);
            if (isExif)
                exif = Exif.Of(content[6..]);
            if (marker == 0xFFE2 && content.StartsWith("ICC_PROFILE\0"u8))
            {
                kept.KeepProfile(offset, end);
            }
            else if (IsPixels(marker) || (isExif && exif is { IsHarmless: true })
                || (marker == 0xFFE0 && content.StartsWith("JFIF\0"u8)) || (marker == 0xFFEE && content.StartsWith("Adobe"u8)))
            {
                kept.Keep(offset, end);
            }

            offset = end;
        }
    }

    /// <summary>Start of frame, in all its kinds; three markers in that range mean something else.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xFFC0 and <= 0xFFCF and not (0xFFC4 or 0xFFC8 or 0xFFCC);

    /// <summary>Whose content says what it is.</summary>
    private static bool IsLabelled(int marker) => marker is 0xFFE0 or 0xFFE1 or 0xFFE2 or 0xFFEE;

    private static bool IsPixels(int marker) => marker is (>= 0xFFC0 and <= 0xFFCF) or (>= StartOfScan and <= 0xFFDF);

    /// <param name="mostRestarts">Between two is a block at least.</param>
    /// <returns>Where the next marker is that is no restart: pixel data holds no other.</returns>
    private static long EndOfScan(PictureFile file, long offset, long mostRestarts)
    {
        var restarts = 0L;
        while (true)
        {
            offset = file.IndexOf(0xFF, offset) ?? throw PictureFile.CutOff();
            if (file.UInt16(offset) is not (0xFF00 or 0xFF01 or 0xFFFF or (>= 0xFFD0 and <= 0xFFD7)) and var marker)
                return marker == EndOfImage || offset + 4 <= file.Length ? offset : throw PictureFile.CutOff();
            if (file.UInt16(offset) >= 0xFFD0 && file.UInt16(offset) < 0xFFFF && ++restarts > mostRestarts)
                throw new InvalidPictureException("The JPEG has more restarts than pixels.");
            offset += file.UInt16(offset) == 0xFFFF ? 1 : 2;
        }
    }
}
