using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults;

/// <summary>
/// What the framework refused before a handler ran, in our own words: its texts name .NET types, and a caller has never heard of those.
/// </summary>
internal static class BadRequestProblem
{
    public static ProblemException From(BadHttpRequestException error) => (error.StatusCode, error.InnerException) switch
    {
        (StatusCodes.Status413PayloadTooLarge, _) => new ProblemException(413, "body_too_large", "The body is larger than this address takes."),
        (StatusCodes.Status415UnsupportedMediaType, _) => new ProblemException(415, "unsupported_media_type", "Send the body as application/json."),
        (_, JsonException json) => FromJson(json),
        _ when error.Message.Contains("body", StringComparison.OrdinalIgnoreCase) => new ProblemException(400, "body_required", "The request needs a JSON body."),
        _ => new ProblemException(error.StatusCode, "bad_request", "The request can not be read: a parameter has the wrong form or is missing."),
    };

    private static ProblemException FromJson(JsonException error)
    {
        var pointer = Pointer(error.Path);
        // The reader's own faults carry its exception inside; the rest are members that do not fit the schema.
        if (error.InnerException is not null && error.InnerException.GetType().Name == "JsonReaderException")
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
            return new ProblemException(400, "malformed_json", $"The body is not valid JSON (at {place}).");
        }
        var detail = error.Message switch
        {
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) => $"'{Quoted(text)}' is not a member of this request.",
            var text when text.Contains("missing required", StringComparison.Ordinal) => $"Missing: {text[(text.LastIndexOf(':') + 1)..].Trim().TrimEnd('.')}.",
            var text when text.Contains("uplicate", StringComparison.Ordinal) => "A member is given twice.",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) => "The value has the wrong type.",
            var text when text.Contains("null", StringComparison.Ordinal) => "The value must not be null.",
            _ => "The value does not fit.",
        };
        return new ProblemException(400, "invalid_body", pointer.Length == 0 ? detail : $"{pointer}: {detail}") { Errors = [new ProblemError(pointer, detail)] };
    }

    private static string Quoted(string text) => text.Split('\'') is { Length: > 1 } parts ? parts[1] : "?";

    /// <summary><c>$.size</c> and <c>$.references[0]</c> become <c>/size</c> and <c>/references/0</c>; <c>['a b']</c> becomes <c>/a b</c>.</summary>
    internal static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (var part in (path ?? "$").TrimStart('$').Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
            pointer.Append('/').Append(part.Trim('\'').Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }
}
