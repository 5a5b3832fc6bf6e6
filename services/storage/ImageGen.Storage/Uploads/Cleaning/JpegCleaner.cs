using System.Buffers.Binary;
using ImageGen.Storage.Pictures;

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
        CleanPicture? picture = null;
        Exif? exif = null;
        var scans = 0;
        for (long offset = 2; ;)
        {
            kept.NextPart();
            // Any number of fill bytes may stand before a marker.
            offset = (file.IndexOfAnyExcept(0xFF, offset) ?? throw PictureFile.CutOff()) - 1;
            var marker = file.UInt16(offset);
            if (marker < 0xFF01)
                throw new InvalidPictureException("The JPEG's segments are damaged.");
            if (marker == EndOfImage)
            {
                kept.Keep(offset, offset + 2);
                return (picture ?? throw PictureFile.CutOff()) with { Kept = kept.All, Orientation = exif?.Orientation ?? 1, HadTail = offset + 2 < file.Length };
            }
            var length = file.UInt16(offset + 2);
            var end = offset + 2 + length;
            if (length < 2 || end > file.Length)
                throw PictureFile.CutOff();
            if (IsFrame(marker))
                picture ??= FrameOf(file, offset, length, isProgressive: marker is 0xFFC2 or 0xFFC6 or 0xFFCA or 0xFFCE);
            if (marker == StartOfScan)
            {
                // Each costs a decoder a walk over all pixels.
                if (++scans > MostScans)
                    throw new InvalidPictureException($"The JPEG has more than {MostScans} scans.");
                end = EndOfScan(file, end);
            }
            var content = IsLabelled(marker) ? file.Read(offset + 4, length - 2).AsSpan() : default;
            // The first counts, as for everybody.
            var isExif = exif is null && marker == 0xFFE1 && content.StartsWith("Exif\0\0"u8);
            if (isExif)
                exif = Exif.Of(content[6..]);
            if (marker == 0xFFE2 && content.StartsWith("ICC_PROFILE\0"u8))
                kept.KeepProfile(offset, end);
            else if (IsPixels(marker) || (isExif && exif is { IsHarmless: true })
                || (marker == 0xFFE0 && content.StartsWith("JFIF\0"u8)) || (marker == 0xFFEE && content.StartsWith("Adobe"u8)))
                kept.Keep(offset, end);
            offset = end;
        }
    }

    private static CleanPicture FrameOf(PictureFile file, long offset, int length, bool isProgressive)
    {
        if (length < 8)
            throw new InvalidPictureException("The JPEG's frame is damaged.");
        var frame = file.Read(offset + 4, 6);
        var (bits, components) = (frame[0], frame[5]);
        return new CleanPicture(
            PictureFormat.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3)), BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)), [])
        {
            BytesPerPixel = components * (bits > 8 ? 2 : 1),
            IsInterlaced = isProgressive,
            IsPlain = bits == 8 && components is 1 or 3,
        };
    }

    /// <summary>Start of frame, in all its kinds; three markers in that range mean something else.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xFFC0 and <= 0xFFCF and not (0xFFC4 or 0xFFC8 or 0xFFCC);

    /// <summary>Whose content says what it is.</summary>
    private static bool IsLabelled(int marker) => marker is 0xFFE0 or 0xFFE1 or 0xFFE2 or 0xFFEE;

    private static bool IsPixels(int marker) => marker is (>= 0xFFC0 and <= 0xFFCF) or (>= StartOfScan and <= 0xFFDF);

    /// <returns>Where the next marker is that is no restart: pixel data holds no other.</returns>
    private static long EndOfScan(PictureFile file, long offset)
    {
        while (true)
        {
            offset = file.IndexOf(0xFF, offset) ?? throw PictureFile.CutOff();
            if (file.UInt16(offset) is not (0xFF00 or 0xFF01 or 0xFFFF or (>= 0xFFD0 and <= 0xFFD7)) and var marker)
                return marker == EndOfImage || offset + 4 <= file.Length ? offset : throw PictureFile.CutOff();
            offset += file.UInt16(offset) == 0xFFFF ? 1 : 2;
        }
    }
}
