using ImageGen.Storage.Pictures;

namespace ImageGen.Storage.Labels;

/// <summary>Inserts the label at byte level: the picture itself is never encoded again.</summary>
internal static class ImplicitLabel
{
    /// <returns>The edits, in order; none where the file carries a label already.</returns>
    public static IReadOnlyList<Edit> EditsFor(Stream content, PictureStructure structure, AigcLabel label)
    {
        // Whatever segment the provider has put it in: nobody may alter or double a label.
        if (structure.Metadata.Any(block => block.Content.AsSpan().IndexOf("AIGC"u8) >= 0))
            return [];
        var known = structure.Metadata.FirstOrDefault(block => block.Xmp is not null);
        var merged = known is null ? null : XmpPacket.Add(known.Content.AsSpan(known.Xmp!.Value), label);
        if (merged is not null && structure.Format == PictureFormat.Jpeg && !JpegLabel.Fits(merged))
            merged = null;
        var packet = merged ?? XmpPacket.Create(label);
        var (offset, remove) = merged is null ? (structure.MetadataAt, 0) : (known!.Offset, known.Length);
        return structure.Format switch
        {
            PictureFormat.Png => [new Edit(offset, remove, PngLabel.Chunk(packet))],
            PictureFormat.Jpeg => [new Edit(offset, remove, JpegLabel.Segment(packet))],
            _ => WebpLabel.Edits(new PictureFile(content), structure, new Edit(offset, remove, WebpLabel.Chunk(packet))),
        };
    }
}
