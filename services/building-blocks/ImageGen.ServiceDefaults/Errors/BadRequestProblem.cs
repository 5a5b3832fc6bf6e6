using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>
/// What the framework refused before a handler ran, in our own words: its texts name .NET types, and a caller has never heard of those.
/// </summary>
internal static partial class BadRequestProblem
{
    public static ProblemException From(BadHttpRequestException error, HttpRequest request) => (error.StatusCode, error.InnerException) switch
    {
        (StatusCodes.Status413PayloadTooLarge, _) => TooLarge(request),
        (StatusCodes.Status415UnsupportedMediaType, _) => NotJson(),
        (StatusCodes.Status408RequestTimeout, _) => new ProblemException(408, "body_too_slow", "The body arrived too slowly.") { Retryable = true },
        (_, JsonException json) => FromJson(json),
        _ when NoBody().IsMatch(error.Message) => new ProblemException(400, "body_required", "The request needs a JSON body."),
        _ => new ProblemException(error.StatusCode, "bad_request", "The request can not be read: a parameter has the wrong form or is missing."),
    };

    public static ProblemException TooLarge(HttpRequest request) => new(
        413,
        "body_too_large",
        "The body is larger than this address takes."
            + (request.HasJsonContentType() ? " Pictures do not go into JSON: send each to POST /api/v1/uploads and name the id that it answers." : ""));

    public static ProblemException NotJson() => new(415, "unsupported_media_type", "Send the body as application/json.");

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
            // That its bytes are UTF-8 has been found before; an escape may still spell half a character.
            _ when error.InnerException?.Message.Contains("UTF-16", StringComparison.Ordinal) == true => "The text holds half a character: a surrogate such as \\ud83d without its other half.",
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) => $"'{ShortText.Of(Quoted(text), 60)}' is not a member of this request.",
            var text when text.Contains("missing required", StringComparison.Ordinal) => $"Missing: {text[(text.LastIndexOf(':') + 1)..].Trim().TrimEnd('.')}.",
            var text when text.Contains("uplicate", StringComparison.Ordinal) => "A member is given twice.",
            var text when text.Contains("could not be converted", StringComparison.Ordinal) => $"The value has the wrong type{Expected($"{text} {error.InnerException?.Message}")}.",
            var text when text.Contains("null", StringComparison.Ordinal) => "The value must not be null.",
            _ => "The value does not fit.",
        };
        return new ProblemException(400, "invalid_body", pointer.Length == 0 ? detail : $"{ShortText.Of(pointer, 100)}: {detail}") { Errors = [new ProblemError(pointer, detail)] };
    }

    private static string Quoted(string text) => text.Split('\'') is { Length: > 1 } parts ? parts[1] : "?";

    /// <param name="text">Names a .NET type, or says as what the value was read.</param>
    private static string Expected(string text) => ExpectedType().Match(text).Value switch
    {
        "List`1" => "; it is a list",
        "Dictionary`2" => "; it is an object",
        "Int32" or "Int64" => "; it is a whole number",
        "Double" or "number" => "; it is a number",
        "Boolean" or "boolean" => "; it is true or false",
        "String" or "string" => "; it is a text",
        _ => "",
    };

    /// <summary><c>$.size</c> and <c>$.references[0]</c> become <c>/size</c> and <c>/references/0</c>; <c>['a b']</c> becomes <c>/a b</c>.</summary>
    internal static string Pointer(string? path)
    {
        var pointer = new StringBuilder();
        foreach (Match part in PathPart().Matches(path ?? ""))
            pointer.Append('/').Append(part.Groups["name"].Value.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        return pointer.ToString();
    }

    [GeneratedRegex(@"\['(?<name>.*?)'\](?=$|[.\[])|\[(?<name>\d+)\]|\.(?<name>[^.\[]+)", RegexOptions.Singleline)]
    private static partial Regex PathPart();

    [GeneratedRegex(@"List`1|Dictionary`2|(?<=System\.)(?:Int32|Int64|Double|Boolean|String)|(?<=bounds for an? )(?:Int32|Int64|Double)|(?<=as a )(?:number|boolean|string)")]
    private static partial Regex ExpectedType();

    [GeneratedRegex("from body|no body was provided")]
    private static partial Regex NoBody();
}
