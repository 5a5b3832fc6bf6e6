using System.Globalization;
using System.Net.ServerSentEvents;
using System.Text.Json;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>Reads what an answer says, item by item: one that can not be read costs no other.</summary>
internal static class ArkEvents
{
    private const string Prefix = "image_generation.";

    private static readonly string[] Lists = ["data", "images", "output", "outputs", "result", "results"];

    private static ReadOnlySpan<byte> DoneMark => "[DONE]"u8;

    /// <summary>Of an answer that came in one piece: a document, or the events of a stream.</summary>
    public static async Task<List<ArkEvent>> OfAsync(ReadOnlyMemory<byte> body)
    {
        if (AnswerKinds.Of(body.Span) != AnswerKind.Events)
            return [.. AnswerJson.All(body).SelectMany(found => Of("", found.Document, found.IsWhole))];
        var events = new List<ArkEvent>();
        await using var stream = new ClosedEvents(new MemoryStream(body.ToArray(), writable: false));
        await foreach (var item in SseParser.Create(stream, (type, data) => Of(type, data.ToArray())).EnumerateAsync())
            events.AddRange(item.Data);
        return events;
    }

    /// <summary>Of one event of a stream, which may hold several where nothing was between them.</summary>
    /// <param name="type">The type in the event's frame; the one in its data goes before it.</param>
    public static List<ArkEvent> Of(string type, Memory<byte> data)
    {
        var text = AnswerBody.Utf8Of(data);
        var isDone = text.Span.TrimEnd(" \t\r\n"u8).EndsWith(DoneMark);
        if (isDone)
            text = text[..text.Span.LastIndexOf(DoneMark)];
        List<ArkEvent> events = [.. AnswerJson.All(text).SelectMany(found => Of(type, found.Document, found.IsWhole))];
        // Who says that there is a picture and shows none can not be read.
        if (events.Count == 0 && !isDone && type == Prefix + "partial_succeeded")
            events.Add(new ArkEvent.Unreadable());
        return isDone ? [.. events, new ArkEvent.Ended()] : events;
    }

    /// <summary>A document that is cut off gives what can be read of it, and then counts as unreadable: what else it held is not known.</summary>
    private static IEnumerable<ArkEvent> Of(string type, JsonElement document, bool isWhole) =>
        isWhole ? Of(type, document) : Of(type, document).Where(item => item is not ArkEvent.Ended).Append(new ArkEvent.Unreadable());

    private static List<ArkEvent> Of(string type, JsonElement document)
    {
        if (document.ValueKind == JsonValueKind.Array)
            return [.. Items(document)];
        return (document.Member("type").AsText() ?? type).ToLowerInvariant() switch
        {
            Prefix + "partial_succeeded" or Prefix + "partial_failed" => Part(document),
            Prefix + "completed" => [.. Whole(document).Select(item => item is ArkEvent.Made made ? made with { MayBeKnown = true } : item), new ArkEvent.Ended()],
            // A preview is not what is paid for.
            Prefix + "partial_image" => [],
            "error" => [new ArkEvent.Broken(ArkError.Of(document) ?? ArkError.In(document) ?? new ArkError(null, document.GetRawText()))],
            _ => [.. Whole(document)],
        };
    }

    /// <summary>A picture, or why there is none. Some wrap it once more.</summary>
    private static List<ArkEvent> Part(JsonElement document)
    {
        var index = IndexOf(document);
        var item = Item(document, index);
        if (item is ArkEvent.Made or ArkEvent.Missing || Items(document.Member(Lists)) is not { Count: > 0 } inside)
            return [item ?? new ArkEvent.Unreadable()];
        // Where they stand inside is not their place.
        return [.. inside.Index().Select(found => found.Item is ArkEvent.Made made ? made with { Index = index + found.Index } : found.Item)];
    }

    /// <summary>A document that tells of the whole request, or of a picture without saying so.</summary>
    private static IEnumerable<ArkEvent> Whole(JsonElement document)
    {
        var hasList = Array.Exists(Lists, name => document.Has(name));
        // An empty list or none at all mean the same, but only where the provider speaks.
        var isAnswer = document.Member(Lists) is not null || document.Has("usage") || document.Has("created");
        foreach (var item in Items(document.Member(Lists)))
            yield return item;
        // A document with words may have a link in it for those who read them.
        if (!hasList && document.Member("error", "code", "message", "msg") is null && Item(document, IndexOf(document)) is { } picture)
            yield return picture;
        if (ArkError.Of(document) is { } error)
            yield return new ArkEvent.Broken(isAnswer ? error with { IsBare = false } : error);
        if (isAnswer)
            yield return new ArkEvent.Ended();
    }

    private static List<ArkEvent> Items(JsonElement? list)
    {
        if (list is not { } items)
            return [];
        switch (items.ValueKind)
        {
            case JsonValueKind.Array:
                return [.. items.EnumerateArray().Index().Select(item => Item(item.Item, item.Index)).OfType<ArkEvent>()];
            case JsonValueKind.Object when items.Member(Lists) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } inner:
                return Items(inner);
            case JsonValueKind.Object when PictureReading.AllOf(items) is { Count: > 1 } several:
                return [.. several.Index().Select(item => OfReading(item.Item, item.Index)).OfType<ArkEvent>()];
            case JsonValueKind.String when list.Inside(inner => Items(inner)) is { Count: > 0 } written:
                return written;
            default:
                return Item(items, index: null) is { } only ? [only] : [];
        }
    }

    /// <returns>Null where it says nothing.</returns>
    private static ArkEvent? Item(JsonElement item, int? index)
    {
        var read = OfReading(PictureReading.Of(item), index);
        return read is not ArkEvent.Made && ArkError.Of(item) is { } error ? new ArkEvent.Missing(index, error) : read;
    }

    private static ArkEvent? OfReading(PictureReading reading, int? index) => reading switch
    {
        { Picture: { } picture } => new ArkEvent.Made(index, picture),
        { IsUnreadable: true } => new ArkEvent.Unreadable(),
        _ => null,
    };

    private static int? IndexOf(JsonElement item) =>
        int.TryParse(item.Member("imageindex", "index").AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}
