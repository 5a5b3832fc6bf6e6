using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Gateway;

/// <summary>
/// What an answer says, in both of its shapes: the service's own (<c>code, message, request_id, data</c>) and that of the gateway before
/// it (<c>ResponseMetadata.Error</c>). The outer <c>status</c> means nothing; <c>code</c> rules. Each part is read for itself, so that one
/// in an odd form costs no other.
/// </summary>
internal sealed partial record VisualEnvelope
{
    public const string Success = "10000";

    private const int LongestSubmitAnswer = 64 << 10;

    /// <summary>The service's number as text, or the gateway's name; null where neither has spoken, but perhaps somebody in between.</summary>
    public string? Code { get; init; }

    /// <summary>The refusal came from the gateway, so the service has not seen the call.</summary>
    public bool FromGateway { get; init; }

    public string? Message { get; init; }

    public string? RequestId { get; init; }

    public string? TaskId { get; init; }

    public string? TaskStatus { get; init; }

    public IReadOnlyList<ProviderPicture> Pictures { get; init; } = [];

    /// <summary>Pictures that are in the answer and can not be read.</summary>
    public int Unreadable { get; init; }

    public bool IsSuccess => Code == Success;

    /// <param name="of">Reads the document of an API that wraps this one.</param>
    /// <returns>Null where nothing in the body is known here.</returns>
    public static VisualEnvelope? Parse(ReadOnlyMemory<byte> body, Func<JsonElement, VisualEnvelope?>? of = null)
    {
        var read = AnswerJson.First(body, of ?? Of);
        // Where a document is broken before its task id, the id may still be there: it is paid for.
        return read?.TaskId is null && BrokenTaskId(body) is { } taskId ? (read ?? new VisualEnvelope()) with { TaskId = taskId } : read;
    }

    /// <returns>Null where it says nothing that is known here.</returns>
    public static VisualEnvelope? Of(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
            return root.EnumerateArray().Select(Of).FirstOrDefault(read => read is not null);
        var (code, message, fromGateway) = CodeOf(root);
        var data = root.Member("data", "result").Inside(OfData) ?? new VisualEnvelope();
        if (code == Success && data is { Pictures.Count: 0, Unreadable: 0 })
            data = Unwrapped(root, data);
        var read = data with
        {
            Code = code,
            Message = message,
            FromGateway = fromGateway,
            RequestId = RequestIdOf(root),
            TaskId = TaskIdIn(root) ?? data.TaskId,
        };
        return read is { Code: null, Message: null, TaskId: null, TaskStatus: null, Pictures.Count: 0, Unreadable: 0 } ? null : read;
    }

    /// <summary>A task id, wherever it stands.</summary>
    private static string? TaskIdIn(JsonElement root) =>
        root.Objects().Select(holder => holder.Member("taskid").AsText()).FirstOrDefault(id => id is not null && id.Trim('0').Length > 0);

    public static string? RequestIdOf(JsonElement root) =>
        root.Member("requestid").AsText() ?? root.Member("responsemetadata")?.Member("requestid").AsText();

    /// <summary>The service's word goes before the gateway's, which may only wrap it.</summary>
    public static (string? Code, string? Message, bool FromGateway) CodeOf(JsonElement root)
    {
        var metadata = root.Member("responsemetadata");
        var code = root.Member("code").AsText();
        var isNumber = code is not null && ServiceCode().IsMatch(code);
        var isKnown = code is not null && (code == Success || VisualErrors.IsKnown(code));
        // Others number their errors too, by HTTP's statuses or their own: the service's codes have five digits, and its answers an id.
        if ((isNumber && isKnown) || ((isNumber || isKnown) && (metadata ?? root.Member("requestid")) is not null))
            return (code, root.Member("message", "msg").AsText(), false);
        if (metadata?.Member("error") is not { } error)
            return (null, root.Member("message", "msg").AsText(), false);
        // A bare text is the name of the error.
        return error.ValueKind == JsonValueKind.Object
            ? (error.Member("code").AsText() ?? error.Member("coden").AsText(), error.Member("message").AsText(), true)
            : (((JsonElement?)error).AsText(), null, true);
    }

    /// <summary>Where somebody took the data out of its wrapping. A number is the gateway's word of the request, not of the task.</summary>
    private static VisualEnvelope Unwrapped(JsonElement root, VisualEnvelope inside)
    {
        var bare = OfData(root);
        var status = root.Member("status") is { ValueKind: JsonValueKind.String } said ? ((JsonElement?)said).AsText()?.ToLowerInvariant() : null;
        return inside with
        {
            TaskStatus = inside.TaskStatus ?? (status is not null && status.All(char.IsAsciiDigit) ? null : status),
            Pictures = bare.Pictures,
            Unreadable = bare.Unreadable,
        };
    }

    private static VisualEnvelope OfData(JsonElement data)
    {
        var pictures = PictureReading.Within(data);
        return new VisualEnvelope
        {
            TaskId = TaskIdIn(data),
            TaskStatus = data.Objects().Select(holder => holder.Member("status").AsText()).FirstOrDefault(status => status is not null)?.ToLowerInvariant(),
            Pictures = [.. pictures.Select(item => item.Picture).OfType<ProviderPicture>()],
            Unreadable = pictures.Count(item => item.IsUnreadable),
        };
    }

    private static string? BrokenTaskId(ReadOnlyMemory<byte> body)
    {
        if (body.Length > LongestSubmitAnswer || AnswerKinds.Of(body.Span) != AnswerKind.Document || AnswerJson.IsWhole(body))
            return null;
        return TaskIdText().Match(Encoding.UTF8.GetString(body.Span)) is { Success: true } match ? match.Groups["id"].Value : null;
    }

    [GeneratedRegex(@"\A[0-9]{5,}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ServiceCode();

    /// <summary>With what ends it, because half an id is another task's.</summary>
    [GeneratedRegex(@"""[Tt]ask_?[Ii]d""\s*:\s*""?(?<id>[0-9]{10,25})[""\s,}]", RegexOptions.CultureInvariant)]
    private static partial Regex TaskIdText();
}
