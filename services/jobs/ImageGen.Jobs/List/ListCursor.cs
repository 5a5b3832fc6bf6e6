using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.List;

/// <summary>A place in a list, opaque to callers: the fingerprint of the list's filter, eight bytes of creation time, then the id of what stands there.</summary>
/// <param name="Filter">The fingerprint of the filter, 8 characters.</param>
internal sealed record ListCursor(string Filter, PagePosition Place)
{
    private const int MaxLength = 200;

    /// <summary>Of what is listed.</summary>
    private static readonly string[] Prefixes = ["job_", ImageId.Prefix, "tpl_", "lnk_"];

    /// <summary>Characters of a fingerprint.</summary>
    private const int FilterLength = 8;

    public override string ToString()
    {
        var bytes = new byte[8 + Encoding.UTF8.GetByteCount(Place.Id)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Place.Order);
        Encoding.UTF8.GetBytes(Place.Id, bytes.AsSpan(8));
        return Filter + Base64Url.EncodeToString(bytes);
    }

    /// <param name="text">Null where the list begins.</param>
    /// <param name="filter">The fingerprint of the list's filter.</param>
    /// <exception cref="ProblemException">400: it is no cursor of this list.</exception>
    public static PagePosition? PlaceOf(string? text, string filter)
    {
        if (text is null)
            return null;
        var cursor = Read(text) ?? throw QueryTexts.Bad("cursor", "cursor is not one of ours: pass next_cursor of the page before as it is.");
        return cursor.Filter == filter
            ? cursor.Place
            : throw QueryTexts.Bad("cursor", "cursor belongs to a list with another filter: leave the other parameters as they were, or begin without a cursor.");
    }

    private static ListCursor? Read(string text)
    {
        if (text.Length is <= FilterLength or > MaxLength || !Base64Url.IsValid(text.AsSpan(FilterLength)))
            return null;
        var bytes = Base64Url.DecodeFromChars(text.AsSpan(FilterLength));
        if (bytes.Length <= 8)
            return null;
        var order = BinaryPrimitives.ReadInt64BigEndian(bytes);
        var id = Encoding.UTF8.GetString(bytes.AsSpan(8));
        return order >= 0 && Prefixes.Any(prefix => id.StartsWith(prefix, StringComparison.Ordinal)) ? new ListCursor(text[..FilterLength], new PagePosition(order, id)) : null;
    }
}
