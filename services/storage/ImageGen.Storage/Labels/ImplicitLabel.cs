using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Labels;

/// <summary>
/// Inserts the label at byte level: the picture itself is never encoded again. A file has one packet of XMP: one that is there is
/// extended, and one that nobody can read is replaced.
/// </summary>
internal static class ImplicitLabel
{
    /// <returns>The edits, in order; none where the file carries this very label already.</returns>
    public static IReadOnlyList<Edit> EditsFor(Stream content, PictureStructure structure, AigcLabel label)
    {
        var known = structure.Xmp?.Packet is { } text ? XmpPacket.Read(text) : null;
        if (known?.Says(label) is true)
            return [];
        var packet = known?.With(label) ?? XmpPacket.Create(label);
        var (offset, remove) = structure.Xmp is { } xmp ? (xmp.Offset, xmp.Length) : (structure.MetadataAt, 0);
        if (structure.Format == PictureFormat.Jpeg && !JpegLabel.Fits(packet))
        {
            // Theirs stays, ours comes before it: readers take the first, or both.
            packet = XmpPacket.Create(label);
            (offset, remove) = (structure.MetadataAt, 0);
        }
        return structure.Format switch
        {
            PictureFormat.Png => [new Edit(offset, remove, PngLabel.Chunk(packet))],
            PictureFormat.Jpeg => [new Edit(offset, remove, JpegLabel.Segment(packet))],
            _ => WebpLabel.Edits(new PictureFile(content), structure, new Edit(offset, remove, WebpLabel.Chunk(packet))),
        };
    }
}
