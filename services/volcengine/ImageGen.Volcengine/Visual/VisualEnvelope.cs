using System.Globalization;
using System.Text.Json;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Visual;

/// <summary>
/// Both shapes of an answer: the service's own (<c>code, message, request_id, data</c>) and that of the gateway before it
/// (<c>ResponseMetadata.Error</c>). The outer <c>status</c> means nothing; <c>code</c> rules.
/// </summary>
internal sealed record VisualEnvelope
{
    public const string Success = "10000";

    /// <summary>The service's number as text, or the gateway's name; null where there is neither.</summary>
    public string? Code { get; init; }

    /// <summary>The refusal came from the gateway, so the service has not seen the call.</summary>
    public bool FromGateway { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }

    public string? TaskId { get; init; }

    public string? TaskStatus { get; init; }

    public IReadOnlyList<ProviderPicture> Pictures { get; init; } = [];

    public bool IsSuccess => Code == Success;

    /// <returns>Null where the body is neither shape.</returns>
    public static VisualEnvelope? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            if (Member(root, "ResponseMetadata") is { } metadata)
                return OfGateway(metadata);
            return Text(root, "code") is { } code ? OfService(root, code) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    private static VisualEnvelope? OfGateway(JsonElement metadata) => Member(metadata, "Error") is not { } error ? null : new VisualEnvelope
    {
        FromGateway = true,
        Code = Text(error, "Code") ?? Text(error, "CodeN"),
        Message = Text(error, "Message"),
        RequestId = Text(metadata, "RequestId"),
    };

    private static VisualEnvelope OfService(JsonElement root, string code)
    {
        var data = Member(root, "data");
        return new VisualEnvelope
        {
            Code = code,
            Message = Text(root, "message"),
            RequestId = Text(root, "request_id"),
            TaskId = data is { } task ? Text(task, "task_id") : null,
            TaskStatus = data is { } result ? Text(result, "status") : null,
            Pictures = data is { } filled ? ReadPictures(filled) : [],
        };
    }

    private static List<ProviderPicture> ReadPictures(JsonElement data)
    {
        var links = Items(data, "image_urls").Select(item => item.GetString()).Where(link => !string.IsNullOrEmpty(link))
            .Select(link => new ProviderPicture(link)).ToList();
        return links.Count > 0
            ? links
            : [.. Items(data, "binary_data_base64").Select(item => new ProviderPicture(Url: null, item.GetBytesFromBase64())).Where(p => p.Bytes!.Length > 0)];
    }

    private static List<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray()] : [];

    private static JsonElement? Member(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static string? Text(JsonElement element, string name) => !element.TryGetProperty(name, out var member) ? null : member.ValueKind switch
    {
        JsonValueKind.String => member.GetString(),
        JsonValueKind.Number => member.TryGetInt64(out var number) ? number.ToString(CultureInfo.InvariantCulture) : member.GetRawText(),
        _ => null,
    };
}
