namespace ImageGen.Storage.Pictures;

/// <summary>What can be said of a picture without decoding its pixels.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="MetadataAt">Where a block of metadata may be inserted.</param>
/// <param name="Metadata">Every block that may hold a label, in the file's order.</param>
internal sealed record PictureStructure(PictureFormat Format, int Width, int Height, long MetadataAt, IReadOnlyList<MetadataBlock> Metadata);

/// <param name="Offset">Of the whole block, with its own header.</param>
/// <param name="Length">Of the whole block.</param>
/// <param name="Content">Without the block's header and check sum.</param>
/// <param name="Xmp">Where the text of an XMP packet begins in the content; null where it holds none that can be read.</param>
internal sealed record MetadataBlock(long Offset, long Length, byte[] Content, int? Xmp);
