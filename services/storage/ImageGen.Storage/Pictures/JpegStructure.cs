using System.Buffers.Binary;

namespace ImageGen.Storage.Pictures;

internal static class JpegStructure
{
    public const int LargestSegment = ushort.MaxValue;

    /// <summary>Programs pad files a little behind their end.</summary>
    private const int LongestPadding = 4096;

    public static ReadOnlySpan<byte> XmpName => "http://ns.adobe.com/xap/1.0/\0"u8;

    private static ReadOnlySpan<byte> EndMarker => [0xFF, 0xD9];

    /// <summary>Walks the segments up to the pixels: a marker, a length that counts itself, the data.</summary>
    public static PictureStructure Read(PictureFile file)
    {
        var metadata = new List<MetadataBlock>();
        int width = 0, height = 0;
        long metadataAt = 2;
        for (long offset = 2; ;)
        {
            var marker = file.UInt16(offset);
            if (marker == 0xFFFF)
            {
                offset++;
                continue;
            }
            if (marker < 0xFF01)
                throw new InvalidPictureException("The JPEG's segments are damaged.");
            var length = file.UInt16(offset + 2);
            var end = offset + 2 + length;
            if (length < 2 || end > file.Length)
                throw PictureFile.CutOff();
            if (marker is >= 0xFFE0 and <= 0xFFEF or 0xFFFE)
            {
                var content = file.ReadBlock(offset + 4, length - 2);
                metadata.Add(new MetadataBlock(offset, end - offset, content, content.AsSpan().StartsWith(XmpName) ? XmpName.Length : null));
                // JFIF and Exif both want to be the first segment: what we insert goes behind them.
                if (offset == metadataAt && (marker == 0xFFE0 || (marker == 0xFFE1 && content.AsSpan().StartsWith("Exif\0"u8))))
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
                CheckEnd(file, end);
                return new PictureStructure(PictureFormat.Jpeg, width, height, metadataAt, metadata);
            }
            offset = end;
        }
    }

    /// <summary>Start of frame, in all its kinds; three markers in that range mean something else.</summary>
    private static bool IsFrame(int marker) => marker is >= 0xFFC0 and <= 0xFFCF and not (0xFFC4 or 0xFFC8 or 0xFFCC);

    /// <summary>Pixel data never holds the end marker, so finding it means that they are all there.</summary>
    private static void CheckEnd(PictureFile file, long pixels)
    {
        var start = Math.Max(pixels, file.Length - LongestPadding);
        if (file.Read(start, (int)(file.Length - start)).AsSpan().LastIndexOf(EndMarker) < 0)
            throw PictureFile.CutOff();
    }
}
