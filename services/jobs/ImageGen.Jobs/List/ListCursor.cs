using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using ImageGen.Contracts;
using ImageGen.Persistence;

namespace ImageGen.Jobs.List;

/// <summary>A place in a list, opaque to callers: the fingerprint of the list's filter, eight bytes of creation time, then the id of a job or picture.</summary>
/// <param name="Filter"><see cref="JobFilter.Fingerprint"/>.</param>
internal sealed record ListCursor(string Filter, PagePosition Place)
{
    private const int MaxLength = 200;

    /// <summary>Characters of a fingerprint.</summary>
    private const int FilterLength = 8;

    public override string ToString()
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(Place.Id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Place.Order);
        Encoding.UTF8.GetBytes(Place.Id, bytes.AsSpan(8));
        return Filter + Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null where the text is no cursor of ours.</returns>
    public static ListCursor? Read(string text)
    {
        if (text.Length is <= FilterLength or > MaxLength || !Base64Url.IsValid(text.AsSpan(FilterLength)))
            return null;
        var bytes = Base64Url.DecodeFromChars(text.AsSpan(FilterLength));
        if (bytes.Length <= 8)
            return null;
        var order = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var id = Encoding.UTF8.GetString(bytes.AsSpan(8));
        var isOurs = id.StartsWith("job_", StringComparison.Ordinal) || id.StartsWith(ImageId.Prefix, StringComparison.Ordinal);
        return order >= 0 && isOurs ? new ListCursor(text[..FilterLength], new PagePosition(order, id)) : null;
    }
}
