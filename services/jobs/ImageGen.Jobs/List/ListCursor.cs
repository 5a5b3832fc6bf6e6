using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using ImageGen.Persistence;

namespace ImageGen.Jobs.List;

/// <summary>A place in the list, opaque to callers: eight bytes of creation time, then the id.</summary>
internal static class ListCursor
{
    private const int MaxLength = 200;

    public static string Write(PagePosition place)
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(place.Id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, place.Order);
        Encoding.UTF8.GetBytes(place.Id, bytes.AsSpan(8));
        return Base64Url.EncodeToString(bytes);
    }

    /// <returns>Null where the text is no cursor of ours.</returns>
    public static PagePosition? Read(string text)
    {
        if (text.Length is 0 or > MaxLength || !Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= 8)
            return null;
        var order = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var id = Encoding.UTF8.GetString(bytes.AsSpan(8));
        return order >= 0 && id.StartsWith("job_", StringComparison.Ordinal) ? new PagePosition(order, id) : null;
    }
}
