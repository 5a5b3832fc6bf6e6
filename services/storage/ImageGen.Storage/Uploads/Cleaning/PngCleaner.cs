using System.Buffers.Binary;
using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;
using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>Keeps the chunks of pixels and colours.</summary>
internal static class PngCleaner
{
    private const int HeaderEnd = 33;
    private const int MostExif = 64 << 10;

    private static readonly FrozenSet<string> Kept = FrozenSet.Create(
        StringComparer.Ordinal, "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM", "cICP", "sBIT", "bKGD", "pHYs");

    public static CleanPicture Clean(PictureFile file)
    {
        var header = HeaderOf(file);
        var hasProfile = false;
        var kept = new KeptRanges();
        kept.Keep(0, HeaderEnd);
        Exif? exif = null;
        var hasTransparency = false;
        Span<byte> head = stackalloc byte[8];
        for (long offset = HeaderEnd; ;)
        {
            file.NextPart();
            file.Fill(offset, head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var end = offset + 12 + length;
            if (end > file.Length)
                throw PictureFile.CutOff();
            var type = Encoding.Latin1.GetString(head[4..]);
            // The first counts, as for everybody.
            if (type == "iCCP" && !hasProfile)
            {
                hasProfile = true;
                kept.KeepProfile(offset, end, UnpackedLength(file.Read(offset + 8, (int)length)));
            }
            else if (Kept.Contains(type))
            {
                kept.Keep(offset, end);
            }
            else if (type == "eXIf" && length <= MostExif && exif is null)
            {
                exif = Exif.Of(file.Read(offset + 8, (int)length));
                if (exif is { IsHarmless: true })
                    kept.Keep(offset, end);
            }
            hasTransparency |= type == "tRNS";
            if (type == "IEND")
                return Picture(header, hasTransparency) with { Kept = kept.All, Orientation = exif?.Orientation ?? 1, ProfileBytes = kept.ProfileBytes };
            offset = end;
        }
    }

    /// <returns>Width, height, bits, kind of colour, compression, filter, interlacing.</returns>
    private static byte[] HeaderOf(PictureFile file)
    {
        var header = file.Read(8, HeaderEnd - 8);
        return header.AsSpan().StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 13, .. "IHDR"u8])
            ? header[8..21]
            : throw new InvalidPictureException("The PNG has no header.");
    }

    /// <returns>Of the profile in a chunk, bytes; no more of it is unpacked than shows that it is too large.</returns>
    private static long UnpackedLength(byte[] chunk)
    {
        // Behind its name and a number for the way it is packed, of which there is but one.
        using var unpacking = new ZLibStream(new MemoryStream(chunk[Math.Min(chunk.Length, chunk.AsSpan().IndexOf((byte)0) + 2)..]), CompressionMode.Decompress);
        Span<byte> block = new byte[64 << 10];
        var length = 0L;
        try
        {
            while (length <= KeptRanges.MostProfile && unpacking.Read(block) is var read and > 0)
                length += read;
        }
        catch (InvalidDataException)
        {
            // A decoder does without it, too.
        }
        return length;
    }

    private static CleanPicture Picture(byte[] header, bool hasTransparency)
    {
        var (bits, colour) = (header[8], header[9]);
        var channels = colour switch { 0 => 1, 2 or 3 => 3, 4 => 2, 6 => 4, _ => throw new InvalidPictureException("The PNG's header is damaged.") };
        var picture = new CleanPicture(
            PictureFormat.Png, BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), [])
        {
            BytesPerPixel = (channels + (hasTransparency ? 1 : 0)) * (bits > 8 ? 2 : 1),
            IsPlain = bits <= 8,
        };
        return picture with { HeldBytes = header[12] == 0 ? 0 : picture.DecodedBytes };
    }
}
