using System.Text.Json;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Callbacks;

/// <summary>What is read of a callback: the answer to a question for a result, with the task's id beside it.</summary>
internal static class CallbackBody
{
    /// <summary>Bytes. Pictures come as links.</summary>
    private const long MaxBytes = 1 << 20;

    private const int LongestId = 100;

    /// <returns>Null where the body names no task, whatever else it is.</returns>
    public static async Task<string?> TaskIdAsync(Stream body, CancellationToken cancellationToken)
    {
        try
        {
            await using var bounded = new BoundedStream(body, MaxBytes);
            using var json = await JsonDocument.ParseAsync(bounded, cancellationToken: cancellationToken);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                ? IdOf(root) ?? (root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? IdOf(data) : null)
                : null;
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? IdOf(JsonElement element)
    {
        var id = !element.TryGetProperty("task_id", out var member) ? null : member.ValueKind switch
        {
            JsonValueKind.String => member.GetString(),
            JsonValueKind.Number => member.GetRawText(),
            _ => null,
        };
        return id is { Length: > 0 and <= LongestId } ? id : null;
    }
}
