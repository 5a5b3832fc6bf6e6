using System.Buffers.Binary;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>What EXIF says that matters: how the picture is to be turned, and whether it says anything that is nobody's business.</summary>
/// <param name="Orientation">1 to 8; 1, upright, where it says nothing that can be read.</param>
/// <param name="IsHarmless">Nothing in it but how the pixels lie and are to be seen.</param>
internal readonly record struct Exif(int Orientation, bool IsHarmless)
{
    private const int EntryLength = 12;
    private const ushort OrientationTag = 0x0112;
    private const ushort SubDirectoryTag = 0x8769;
    private const ushort ShortType = 3;

    /// <summary>What has only harmless tags is small; the rest would be something that no tag tells of.</summary>
    private const int LongestHarmless = 1024;

    /// <param name="tiff">Begins with its byte order.</param>
    public static Exif Of(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return new Exif(1, IsHarmless: false);
        var isLittle = tiff[0] == (byte)'I';
        var main = Directory(tiff, UInt32(tiff[4..], isLittle), isLittle);
        var details = main.Details == 0 ? (Orientation: 1, Details: 0u, IsHarmless: true) : Directory(tiff, main.Details, isLittle);
        return new Exif(main.Orientation, main.IsHarmless && details is { IsHarmless: true, Details: 0 } && tiff.Length <= LongestHarmless);
    }

    private static (int Orientation, uint Details, bool IsHarmless) Directory(ReadOnlySpan<byte> tiff, uint offset, bool isLittle)
    {
        var (orientation, details, isHarmless) = (1, 0u, true);
        if (offset > tiff.Length - 2)
            return (orientation, details, IsHarmless: false);
        var rest = tiff[((int)offset + 2)..];
        for (var left = UInt16(tiff[(int)offset..], isLittle); left > 0; left--, rest = rest[EntryLength..])
        {
            if (rest.Length < EntryLength)
                return (orientation, details, IsHarmless: false);
            var tag = UInt16(rest, isLittle);
            if (tag == OrientationTag && UInt16(rest[2..], isLittle) == ShortType && UInt16(rest[8..], isLittle) is >= 1 and <= 8 and var turned)
                orientation = turned;
            if (tag == SubDirectoryTag)
                details = UInt32(rest[8..], isLittle);
            isHarmless &= IsAboutPixels(tag);
        }
        // Behind the entries stands where the next directory is, which would be of a small picture.
        return (orientation, details, isHarmless && rest.Length >= 4 && UInt32(rest, isLittle) == 0);
    }

    /// <summary>Size, resolution, orientation, layout of colours, and the versions of this all.</summary>
    private static bool IsAboutPixels(ushort tag) => tag is
        0x0100 or 0x0101 or 0x0102 or 0x0103 or 0x0106 or OrientationTag or 0x0115 or 0x011A or 0x011B or 0x011C or 0x0128 or 0x0211 or 0x0213 or SubDirectoryTag
        or 0x9000 or 0x9101 or 0xA000 or 0xA001 or 0xA002 or 0xA003;

    private static ushort UInt16(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
