using System.Text.Json;

namespace ImageGen.Volcengine.Ark;

/// <summary>One event of a stream.</summary>
internal abstract record ArkEvent
{
    private static readonly Ignored Nothing = new();

    private ArkEvent()
    {
    }

    /// <summary>One place is settled, by a picture or by a failure.</summary>
    /// <param name="Index">The place, as the provider numbers it.</param>
    public sealed record Settled(int? Index, ArkItem Item) : ArkEvent;

    /// <summary>The stream is complete.</summary>
    public sealed record Ended : ArkEvent;

    /// <summary>The whole request has failed, in the middle of the stream.</summary>
    public sealed record Broken(ArkError Error) : ArkEvent;

    /// <summary>An event that can not be read: it may have been a picture.</summary>
    public sealed record Unreadable : ArkEvent;

    /// <summary>An event of a type that does not concern us.</summary>
    public sealed record Ignored : ArkEvent;

    /// <param name="type">The type in the event's frame; the one in its data goes before it.</param>
    public static ArkEvent Parse(string type, ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
            return new Ended();
        try
        {
            var reader = new Utf8JsonReader(data);
            using var json = JsonDocument.ParseValue(ref reader);
            return Of(type, json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return new Unreadable();
        }
    }

    private static ArkEvent Of(string type, JsonElement data)
    {
        if (data.TryGetProperty("type", out var inner) && inner.ValueKind == JsonValueKind.String)
            type = inner.GetString()!;
        switch (type)
        {
            case "image_generation.partial_succeeded" or "image_generation.partial_failed":
                var item = ArkItem.Of(data);
                int? index = data.TryGetProperty("image_index", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() : null;
                return item is { Picture: null, Error: null } ? new Unreadable() : new Settled(index, item);
            case "image_generation.completed":
                return new Ended();
            default:
                return ArkError.Of(data) is { } error ? new Broken(error) : Nothing;
        }
    }
}
