using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Volcengine.Wire;

/// <summary>An answer as an operator may read it later: cut between characters, and without the bytes of pictures.</summary>
internal static partial class AnswerText
{
    public const int Longest = 2_000;

    private const int LongestQuote = 300;

    /// <summary>What comes after it can not matter: it is cut anyway.</summary>
    private const int Looked = 64 << 10;

    public static string Of(WireReply.Answer answer)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}");
        return answer.Body.Length == 0 ? status : Clean($"{status}\n{Encoding.UTF8.GetString(Whole(answer.Body.Span))}");
    }

    public static string Clean(string text)
    {
        var shown = Plain(text);
        return shown.Length > Longest ? ShortText.Of(shown, Longest - 1) : shown;
    }

    /// <summary>Somebody's own words, as far as they are worth repeating to people.</summary>
    public static string Quote(string words) => ShortText.Of(Plain(words), LongestQuote);

    /// <summary>Why an answer says nothing about a submission.</summary>
    /// <param name="said">The words in it.</param>
    public static string NotTheProviders(int status, string? said) => string.Create(
        CultureInfo.InvariantCulture,
        $"The answer was HTTP {status} and not the provider's own, so nothing can be concluded.{(said is null ? "" : $" It said: {Quote(said)}")}");

    private static string Plain(string text) => Controls().Replace(Base64().Replace(text, bytes => $"({bytes.Length} characters)"), " ");

    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> body)
    {
        if (body.Length <= Looked)
            return body;
        var end = Looked;
        // Not within a character.
        while (end > Looked - 4 && (body[end] & 0xc0) == 0x80)
            end--;
        return body[..end];
    }

    /// <summary>Also as a JSON writer escapes it; no word and no address has so long a run of these.</summary>
    [GeneratedRegex(@"[A-Za-z0-9+/\\_-]{200,}=*", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"[\x00-\x08\x0b-\x1f\x7f]", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();
}
