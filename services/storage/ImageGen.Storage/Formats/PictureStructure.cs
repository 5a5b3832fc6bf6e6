namespace ImageGen.Storage.Formats;

/// <summary>What can be said of a picture without decoding its pixels.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="MetadataAt">Where a block of metadata may be inserted.</param>
/// <param name="Xmp">The first packet of XMP; null where there is none.</param>
internal sealed record PictureStructure(
    PictureFormat Format, int Width, int Height, long MetadataAt, XmpBlock? Xmp, PictureEnd End = PictureEnd.Exact);

/// <summary>Where the picture's own end is in its file.</summary>
internal enum PictureEnd
{
    /// <summary>With the file.</summary>
    Exact,

    /// <summary>Before it: cameras and editors append videos, further pictures, signatures and padding.</summary>
    Early,

    /// <summary>Nowhere. The pixels may be there all the same: a decoder knows.</summary>
    Missing,
}

/// <param name="Offset">Of the whole block, with its own header.</param>
/// <param name="Length">Of the whole block.</param>
/// <param name="Packet">Its text; null where it can not be read.</param>
internal sealed record XmpBlock(long Offset, long Length, byte[]? Packet);
