using System.Buffers.Binary;

namespace ImageGen.Storage.Formats;

internal static class JpegStructure
{
    public const int LargestSegment = ushort.MaxValue;

    public static ReadOnlySpan<byte> XmpName => "http://ns.adobe.com/xap/1.0/\0"u8;

    /// <summary>Walks the segments up to the pixels: a marker, a length that counts itself, the data.</summary>
    public static PictureStructure Read(PictureFile file)
    {
        XmpBlock? xmp = null;
        int width = 0, height = 0;
        long metadataAt = 2;
        for (long offset = 2; ;)
        {
            file.NextPart();
            var marker = file.UInt16(offset);
            if (marker == 0xFFFF)
            {
                // Any number of fill bytes may stand before a marker.
                offset = (file.IndexOfAnyExcept(0xFF, offset) ?? throw PictureFile.CutOff()) - 1;
                continue;
            }
            if (marker < 0xFF01)
                throw new InvalidPictureException("The JPEG's segments are damaged.");
            var length = file.UInt16(offset + 2);
            var end = offset + 2 + length;
            if (length < 2 || end > file.Length)
                throw PictureFile.CutOff();
            if (marker is 0xFFE0 or 0xFFE1)
            {
                var content = file.Read(offset + 4, length - 2).AsSpan();
                if (xmp is null && content.StartsWith(XmpName))
                    xmp = new XmpBlock(offset, end - offset, content[XmpName.Length..].ToArray());
                // JFIF and Exif both want to be the first segment: what we insert goes behind them.
                if (offset == metadataAt && (marker == 0xFFE0 || content.StartsWith("Exif\0"u8)))
                    metadataAt = end;
            }
            else if (IsFrame(marker))
            {
                var size = file.Read(offset + 5, 4);
                height = BinaryPrimitives.ReadUInt16BigEndian(size);
                width = BinaryPrimitives.ReadUInt16BigEndian(size.AsSpan(2));
            }
            else if (marker == 0xFFDA)
            {
                return new PictureStructure(PictureFormat.Jpeg, width, height, metadataAt, xmp, EndOf(file, end));
            }
            offset = end;
        }
    }

    /// <summary>Start of frame, in all its kinds; three markers in that range mean something else.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xFFC0 and <= 0xFFCF and not (0xFFC4 or 0xFFC8 or 0xFFCC);

    /// <summary>
    /// Pixel data never holds a marker but restarts, so the first end marker behind it is the picture's own, however many more a video or
    /// another picture behind it holds. A progressive picture has segments between its scans.
    /// </summary>
    private static PictureEnd EndOf(PictureFile file, long pixels)
    {
        while (file.IndexOf(0xFF, pixels) is { } at && at + 1 < file.Length)
        {
            switch (file.UInt16(at))
            {
                case 0xFFD9:
                    return at + 2 == file.Length ? PictureEnd.Exact : PictureEnd.Early;
                case 0xFFFF:
                    pixels = at + 1;
                    break;
                case 0xFF00 or 0xFF01 or (>= 0xFFD0 and <= 0xFFD7):
                    pixels = at + 2;
                    break;
                default:
                    pixels = at + 4 <= file.Length ? at + 2 + Math.Max((ushort)2, file.UInt16(at + 2)) : file.Length;
                    break;
            }
        }
        return PictureEnd.Missing;
    }
}
