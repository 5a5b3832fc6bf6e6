using System.Buffers.Binary;

namespace ImageGen.Storage.Pictures;

internal static class PngStructure
{
    private const int HeaderEnd = 33;

    /// <summary>Walks the chunks: a length, four letters, the data, a check sum.</summary>
    public static PictureStructure Read(PictureFile file)
    {
        var metadata = new List<MetadataBlock>();
        int width = 0, height = 0;
        Span<byte> head = stackalloc byte[8];
        for (long offset = 8; ;)
        {
            file.Fill(offset, head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var end = offset + 12 + length;
            if (end > file.Length)
                throw PictureFile.CutOff();
            var type = head[4..];
            if (offset == 8)
            {
                if (!type.SequenceEqual("IHDR"u8) || length != 13)
                    throw new InvalidPictureException("The PNG has no header.");
                var size = file.Read(offset + 8, 8);
                width = BinaryPrimitives.ReadInt32BigEndian(size);
                height = BinaryPrimitives.ReadInt32BigEndian(size.AsSpan(4));
            }
            else if (type.SequenceEqual("iTXt"u8) || type.SequenceEqual("tEXt"u8) || type.SequenceEqual("eXIf"u8))
            {
                var content = file.ReadBlock(offset + 8, length);
                metadata.Add(new MetadataBlock(offset, end - offset, content, type.SequenceEqual("iTXt"u8) ? XmpStart(content) : null));
            }
            else if (type.SequenceEqual("IEND"u8))
            {
                return new PictureStructure(PictureFormat.Png, width, height, HeaderEnd, metadata);
            }
            offset = end;
        }
    }

    /// <summary>Behind keyword, two flags, language and translated keyword; compressed text is not looked into.</summary>
    private static int? XmpStart(ReadOnlySpan<byte> content)
    {
        var keyword = "XML:com.adobe.xmp\0"u8;
        if (!content.StartsWith(keyword) || content.Length < keyword.Length + 2 || content[keyword.Length] != 0)
            return null;
        var start = keyword.Length + 2;
        for (var text = 0; text < 2; text++)
        {
            var end = content[start..].IndexOf((byte)0);
            if (end < 0)
                return null;
            start += end + 1;
        }
        return start;
    }
}
