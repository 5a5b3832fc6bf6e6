using System.Text;
using System.Text.Json;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual;

namespace ImageGen.Volcengine.ImageX;

/// <summary>
/// An answer of veImageX: <c>ResponseMetadata</c> with the gateway's error, or <c>Result</c>, in which <c>RespJson</c> is what the Visual
/// API said. It is read as an answer of that API, so that the same codes mean the same.
/// </summary>
internal static class ImageXAnswer
{
    /// <returns>Null where the body is neither.</returns>
    public static VisualEnvelope? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("Result", out var result) && result.ValueKind == JsonValueKind.Object
                    ? Of(root, result)
                    : VisualEnvelope.Parse(body);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static VisualEnvelope? Of(JsonElement root, JsonElement result)
    {
        var said = result.TryGetProperty("RespJson", out var inner) ? Inner(inner) : null;
        var taskId = Text(result, "TaskId") ?? said?.TaskId;
        var status = Text(result, "Status") ?? said?.TaskStatus;
        if (said is null && taskId is null && status is null)
            return null;
        var requestId = root.TryGetProperty("ResponseMetadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
            ? Text(metadata, "RequestId")
            : null;
        var links = Links(result);
        return new VisualEnvelope
        {
            Code = said?.Code ?? VisualEnvelope.Success,
            Message = said?.Message,
            RequestId = requestId ?? said?.RequestId,
            // Of an order that the model has refused there is nothing to ask for.
            TaskId = said is null or { IsSuccess: true } ? taskId : said.TaskId,
            TaskStatus = status,
            Pictures = links.Count > 0 ? links : said?.Pictures ?? [],
        };
    }

    /// <summary>An object, or the same as text.</summary>
    private static VisualEnvelope? Inner(JsonElement inner) => inner.ValueKind switch
    {
        JsonValueKind.Object => VisualEnvelope.Parse(Encoding.UTF8.GetBytes(inner.GetRawText())),
        JsonValueKind.String => VisualEnvelope.Parse(Encoding.UTF8.GetBytes(inner.GetString()!)),
        _ => null,
    };

    private static List<ProviderPicture> Links(JsonElement result) =>
        result.TryGetProperty("ImageUrls", out var links) && links.ValueKind == JsonValueKind.Array
            ? [.. links.EnumerateArray().Select(link => link.GetString()).OfType<string>().Where(link => link.Length > 0).Select(link => new ProviderPicture(Whole(link)))]
            : [];

    // The domain is bound by its bare name.
    private static string Whole(string link) => link.Contains("://", StringComparison.Ordinal) ? link : "https://" + link;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String && member.GetString() is { Length: > 0 } text ? text : null;
}
