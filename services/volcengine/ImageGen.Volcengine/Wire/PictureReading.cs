using System.Collections.Frozen;
using System.Runtime.InteropServices;
using System.Text.Json;
using ImageGen.ServiceDefaults;

namespace ImageGen.Volcengine.Wire;

/// <summary>What stands in the place of one picture of an answer.</summary>
/// <param name="Picture">Null where there is none that can be read.</param>
/// <param name="IsUnreadable">There is something, and it may be a picture.</param>
internal readonly record struct PictureReading(ProviderPicture? Picture, bool IsUnreadable)
{
    private const int Deepest = 8;

    private static readonly PictureReading Nothing = new(null, false);
    private static readonly PictureReading Unreadable = new(null, true);

    /// <summary>The members that hold pictures; which of link and bytes it is, what stands there says.</summary>
    private static readonly FrozenSet<string> Names = new[]
    {
        "url", "urls", "imageurl", "imageurls", "link", "links", "image", "images",
        "b64json", "b64", "base64", "imagebase64", "imagesbase64", "b64image", "binarydatabase64", "binarydata", "imagedata",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A link, bytes, or an object with either.</summary>
    public static PictureReading Of(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.String => OfText(item),
        JsonValueKind.Object => Best(Values(item).Select(Of)),
        JsonValueKind.Array => Best(item.EnumerateArray().Select(Of)),
        JsonValueKind.Null or JsonValueKind.Undefined => Nothing,
        _ => Unreadable,
    };

    /// <summary>All pictures of an object, in their order: its members may hold one or many.</summary>
    public static List<PictureReading> AllOf(JsonElement holder)
    {
        List<PictureReading> best = [];
        foreach (var value in Values(holder))
        {
            List<PictureReading> all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Of)] : [Of(value)];
            // The same pictures as links and as bytes: what is missing in the one is in the other.
            best = [.. Enumerable.Range(0, Math.Max(best.Count, all.Count)).Select(n => Best([.. best.Skip(n).Take(1), .. all.Skip(n).Take(1)]))];
        }

        return best;
    }

    /// <summary>All pictures anywhere in an element: of an object that holds some what is further inside is left alone.</summary>
    public static List<PictureReading> Within(JsonElement element, int depth = 0)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array when depth < Deepest:
                return [.. element.EnumerateArray().SelectMany(item => Within(item, depth + 1))];
            case JsonValueKind.String when depth < Deepest && IsDocument(element):
                return ((JsonElement?)element).Inside(inner => Within(inner, depth + 1)) ?? [];
            case JsonValueKind.Object when depth < Deepest:
                var own = AllOf(element);
                if (own.Exists(item => item.Picture is not null))
                    return own;
                List<PictureReading> inside = [.. element.EnumerateObject().Where(member => !Names.Contains(JsonMembers.NameOf(member))).SelectMany(member => Within(member.Value, depth + 1))];
                return [.. own, .. inside];
            default:
                return [];
        }
    }

    private static bool IsDocument(JsonElement text) => JsonMarshal.GetRawUtf8Value(text)[1..].TrimStart(" \t"u8) is [(byte)'{' or (byte)'[', ..];

    private static IEnumerable<JsonElement> Values(JsonElement holder) =>
        holder.EnumerateObject().Where(member => Names.Contains(JsonMembers.NameOf(member))).Select(member => member.Value);

    private static PictureReading OfText(JsonElement item)
    {
        // A text as long as a picture is none of the others.
        var text = JsonMarshal.GetRawUtf8Value(item).Length <= 16_384 ? item.Words().Trim(Blanks.Around) : null;
        if (text is { Length: 0 })
            return Nothing;
        if (text is not null && LinkText.Of(text) is { } link)
            return new PictureReading(new ProviderPicture(link), false);
        return PictureBytes.Of(item) is { } bytes ? new PictureReading(new ProviderPicture(Url: null, bytes), false) : Unreadable;
    }

    private static PictureReading Best(IEnumerable<PictureReading> readings)
    {
        var best = Nothing;
        foreach (var reading in readings)
        {
            best = (best.Picture, reading.Picture) switch
            {
                (null, not null) => reading,
                (null, null) => new PictureReading(null, best.IsUnreadable || reading.IsUnreadable),
                // Bytes need not be fetched, and a link is a second source.
                ({ } one, { } other) => new PictureReading(one with { Url = one.Url ?? other.Url, Bytes = one.Bytes ?? other.Bytes }, false),
                _ => best,
            };
        }

        return best;
    }

}
