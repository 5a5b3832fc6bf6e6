using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Endpoints;

/// <summary>What is read of a callback, which is the answer to a question for a result with the task's id beside it: that id.</summary>
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
            using var text = new MemoryStream();
            await bounded.CopyToAsync(text, cancellationToken);
            return VisualEnvelope.Parse(text.ToArray())?.TaskId is { Length: <= LongestId } id && id.All(IsOfId) ? id : null;
        }
        catch (Exception error) when (error is IOException or InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsOfId(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
