using System.Text.Json;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>Why there is no picture, or no answer.</summary>
/// <param name="Code">The provider's name for it; a number as text; null where it gave none.</param>
/// <param name="Message">The provider's own words; they end with the id of the request.</param>
/// <param name="IsBare">Only words: not the provider's usual form, so perhaps somebody else's.</param>
internal sealed record ArkError(string? Code, string? Message, bool IsBare = false)
{
    private const string IdMark = "Request id: ";

    /// <summary>The provider's id of the call, which it puts into the message.</summary>
    public string? RequestId => Message is not null && Message.LastIndexOf(IdMark, StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        ? Message[(at + IdMark.Length)..].TrimEnd('.', ' ') is { Length: > 0 } id ? id : null
        : null;

    /// <summary>
    /// Whether the provider itself says it. Bare words are believed about a request's content (400, 422), which only who has read it can
    /// refuse, or with the provider's own id in them.
    /// </summary>
    public bool IsTheProviders(int status) => !IsBare || status is 400 or 422 || RequestId is not null;

    /// <returns>Null where the object tells of no error.</returns>
    public static ArkError? Of(JsonElement holder) =>
        holder.Member("error", "errors") is { } error && In(error) is { } found ? found
        : holder.Member("responsemetadata")?.Member("error") is { } gateway ? In(gateway)
        : null;

    public static ArkError? In(JsonElement error)
    {
        switch (error.ValueKind)
        {
            case JsonValueKind.Object:
                // An error in an error: the inner one says more.
                if (Of(error) is { } inner)
                    return inner with { IsBare = false };
                var code = error.Member("code").AsText() ?? error.Member("type").AsText();
                var message = WordsOf(error.Member("message", "msg", "detail", "details", "description"));
                return (code is null && message is null) || IsSuccess(code) ? null : new ArkError(code, message);
            case JsonValueKind.Array:
                return error.EnumerateArray().Select(In).FirstOrDefault(found => found is not null);
            case JsonValueKind.String when WordsOf(error) is { } words:
                return new ArkError(Code: null, words, IsBare: true);
            default:
                return null;
        }
    }

    private static string? WordsOf(JsonElement? words) => words switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } nested => WordsOf(nested.Member("text", "message", "msg", "content")) ?? nested.GetRawText(),
        { ValueKind: JsonValueKind.Array } several => several.GetRawText(),
        _ => words.AsText(),
    };

    private static bool IsSuccess(string? code) => code is "0" or "200" || string.Equals(code, "success", StringComparison.OrdinalIgnoreCase)
        || string.Equals(code, "ok", StringComparison.OrdinalIgnoreCase);
}
