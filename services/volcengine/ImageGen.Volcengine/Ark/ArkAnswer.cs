using System.Text.Json;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Ark;

/// <summary>The body of an answer: pictures and failures in their order, or one failure of the whole request.</summary>
internal sealed record ArkAnswer(IReadOnlyList<ArkItem> Items, ArkError? Error)
{
    /// <returns>Null where the body is neither.</returns>
    public static ArkAnswer? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            var error = ArkError.Of(root);
            return root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
                ? new ArkAnswer([.. data.EnumerateArray().Select(ArkItem.Of)], error)
                : error is null ? null : new ArkAnswer([], error);
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>One picture, or why it is missing; neither where the answer says nothing about it.</summary>
internal sealed record ArkItem(ProviderPicture? Picture, ArkError? Error)
{
    /// <exception cref="FormatException">Its bytes are no base64.</exception>
    public static ArkItem Of(JsonElement item) => item.ValueKind != JsonValueKind.Object
        ? new ArkItem(null, null)
        : new ArkItem(PictureOf(item), ArkError.Of(item));

    private static ProviderPicture? PictureOf(JsonElement item)
    {
        if (item.TryGetProperty("url", out var url) && url.ValueKind == JsonValueKind.String && url.GetString() is { Length: > 0 } link)
            return new ProviderPicture(link);
        return item.TryGetProperty("b64_json", out var bytes) && bytes.ValueKind == JsonValueKind.String && bytes.GetBytesFromBase64() is { Length: > 0 } picture
            ? new ProviderPicture(Url: null, picture)
            : null;
    }
}

/// <param name="Message">The provider's own words; they end with the id of the request.</param>
internal sealed record ArkError(string Code, string? Message)
{
    private const string IdMark = "Request id: ";

    /// <summary>The provider's id of the call, which it puts into the message.</summary>
    public string? RequestId => Message is not null && Message.LastIndexOf(IdMark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        ? Message[(at + IdMark.Length)..].TrimEnd('.', ' ') is { Length: > 0 } id ? id : null
        : null;

    /// <returns>Null where the object has no member <c>error</c> with a code.</returns>
    public static ArkError? Of(JsonElement holder) =>
        holder.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && Text(error, "code") is { Length: > 0 } code
            ? new ArkError(code, Text(error, "message"))
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
