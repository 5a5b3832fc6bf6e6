using System.Text.Json;
using ImageGen.ServiceDefaults;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.ImageX;

/// <summary>
/// An answer of veImageX: <c>ResponseMetadata</c> with the gateway's error, or <c>Result</c>, in which <c>RespJson</c> is what the Visual
/// API said. It is read as an answer of that API, so that the same codes mean the same.
/// </summary>
internal static class ImageXAnswer
{
    /// <returns>Null where the body is neither.</returns>
    public static VisualEnvelope? Parse(ReadOnlyMemory<byte> body) =>
        VisualEnvelope.Parse(body, root => root.Member("result").Inside(result => Of(root, result)) ?? VisualEnvelope.Of(root));

    /// <returns>Null where the result says nothing.</returns>
    private static VisualEnvelope? Of(JsonElement root, JsonElement result)
    {
        var said = result.Member("respjson").Inside(VisualEnvelope.Of);
        var taskId = result.Member("taskid").AsText();
        var status = result.Member("status").AsText()?.ToLowerInvariant() ?? said?.TaskStatus;
        var pictures = Pictures(result.Member("imageurls"));
        if (said is null && taskId is null && status is null && pictures.Count == 0)
            return null;
        var (code, message, fromGateway) = VisualEnvelope.CodeOf(root);
        return new VisualEnvelope
        {
            Code = said?.Code ?? code ?? VisualEnvelope.Success,
            FromGateway = said?.Code is null && fromGateway,
            Message = said?.Message ?? message,
            RequestId = VisualEnvelope.RequestIdOf(root) ?? said?.RequestId,
            // Of an order that the model has refused there is nothing to ask for.
            TaskId = said?.Code is null or VisualEnvelope.Success ? taskId ?? said?.TaskId : said.TaskId,
            TaskStatus = status,
            Pictures = pictures.Exists(item => item.Picture is not null) ? [.. pictures.Select(item => item.Picture).OfType<ProviderPicture>()] : said?.Pictures ?? [],
            Unreadable = pictures.Count(item => item.IsUnreadable) + (said?.Unreadable ?? 0),
        };
    }

    private static List<PictureReading> Pictures(JsonElement? links) => links switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Select(Picture)],
        _ => [Picture(links.Value)],
    };

    /// <summary>The domain is bound by its bare name.</summary>
    private static PictureReading Picture(JsonElement item) =>
        item.ValueKind == JsonValueKind.String && item.Words().Trim(Blanks.Around) is { Length: > 0 } text
        && !text.Contains(':', StringComparison.Ordinal) && text.Contains('.', StringComparison.Ordinal) && LinkText.Of("https://" + text) is { } link
            ? new PictureReading(new ProviderPicture(link), false)
            : PictureReading.Of(item);
}
