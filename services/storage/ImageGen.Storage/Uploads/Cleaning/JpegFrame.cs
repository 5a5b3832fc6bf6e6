using System.Buffers.Binary;
using ImageGen.Storage.Formats;

namespace ImageGen.Storage.Uploads.Cleaning;

/// <summary>What the header of a JPEG's frame says.</summary>
/// <param name="Bits">Of a channel.</param>
/// <param name="Components">Its channels.</param>
/// <param name="Blocks">Of 8 × 8 samples, of all channels, coarser ones with fewer.</param>
/// <param name="IsProgressive">Each scan brings a part of all pixels.</param>
internal sealed record JpegFrame(int Width, int Height, int Bits, int Components, long Blocks, bool IsProgressive)
{
    private const int Block = 8;

    /// <param name="length">Of the segment, with the length itself.</param>
    /// <exception cref="InvalidPictureException">It is damaged.</exception>
    public static JpegFrame Read(PictureFile file, long offset, int length, int marker)
    {
        var frame = length >= 8 ? file.Read(offset + 4, length - 2) : throw Damaged();
        var (height, width, components) = (BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(1)), BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(3)), frame[5]);
        if (frame.Length < 6 + 3 * components)
            throw Damaged();
        // How often a channel is sampled, across and down, in each unit of the picture.
        var sampling = Enumerable.Range(0, components).Select(channel => frame[7 + 3 * channel]).Select(each => (Across: each >> 4, Down: each & 15)).ToList();
        var (across, down) = (Block * Most(sampling.Select(each => each.Across)), Block * Most(sampling.Select(each => each.Down)));
        var units = (long)((width + across - 1) / across) * ((height + down - 1) / down);
        return new JpegFrame(
            width, height, frame[0], components, units * sampling.Sum(each => each.Across * each.Down), marker is 0xFFC2 or 0xFFC6 or 0xFFCA or 0xFFCE);
    }

    /// <param name="isInPasses">Its channels come one after the other.</param>
    public CleanPicture Picture(bool isInPasses) => new(PictureFormat.Jpeg, Width, Height, [])
    {
        BytesPerPixel = Components * (Bits > 8 ? 2 : 1),
        HeldBytes = IsProgressive || isInPasses ? Blocks * Block * Block * sizeof(short) : 0,
        IsPlain = Bits == 8 && Components is 1 or 3,
    };

    private static int Most(IEnumerable<int> factors) => Math.Max(1, factors.DefaultIfEmpty().Max());

    private static InvalidPictureException Damaged() => new("The JPEG's frame is damaged.");
}
