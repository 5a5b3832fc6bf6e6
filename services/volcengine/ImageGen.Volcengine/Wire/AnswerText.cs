using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ImageGen.ServiceDefaults;

namespace ImageGen.Volcengine.Wire;

/// <summary>An answer as an operator may read it later: cut, and without the bytes of pictures.</summary>
internal static partial class AnswerText
{
    public const int Longest = 2_000;

    /// <summary>What comes after it can not matter: it is cut anyway.</summary>
    private const int Looked = 64 << 10;

    public static string Of(WireReply.Answer answer)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"HTTP {answer.Status}");
        return answer.Body.Length == 0 ? status : Clean($"{status}\n{Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(answer.Body.Length, Looked)))}");
    }

    public static string Clean(string text)
    {
        var shown = Controls().Replace(Base64().Replace(text, bytes => $"({bytes.Length} characters)"), " ");
        return shown.Length > Longest ? ShortText.Of(shown, Longest - 1) : shown;
    }

    /// <summary>Also as a JSON writer escapes it; no word and no address has so long a run of these.</summary>
    [GeneratedRegex(@"[A-Za-z0-9+/\\]{200,}=*", RegexOptions.CultureInvariant)]
    private static partial Regex Base64();

    [GeneratedRegex(@"[\x00-\x08\x0b-\x1f\x7f]", RegexOptions.CultureInvariant)]
    private static partial Regex Controls();
}
