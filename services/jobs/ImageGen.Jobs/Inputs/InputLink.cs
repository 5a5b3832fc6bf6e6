using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Text;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Inputs;

/// <summary>
/// Links to pictures. Only the provider reads them, never we; all the same they must look like what the whole world can read, or they
/// would be found wrong minutes later, or would show the provider the way into somebody's network. They are kept and sent as they were
/// judged: in ASCII, with nothing left that two programs could read in two ways.
/// </summary>
internal static class InputLink
{
    public const int MaxLength = 8192;

    /// <summary>Its bytes stand where its name belongs.</summary>
    public static readonly FoundInput Inline = FoundInput.Wrong("A picture is not sent inside a request. " + Upload);

    private const string Upload = "Upload a picture of your own (POST /api/v1/uploads) and name the id that it answers.";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    // Reserved, or used inside networks and never given out in the world.
    private static readonly string[] LocalDomains =
    [
        ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".private", ".corp", ".home", ".home.arpa", ".lan", ".mail", ".workgroup",
        ".svc", ".consul", ".invalid", ".onion",
    ];

    // In the public DNS, and answers to machines of one cloud only.
    private static readonly FrozenSet<string> CloudNames = FrozenSet.Create(StringComparer.Ordinal, "metadata.tencentyun.com");

    // What listens there speaks no https; below 1024 only its own port does.
    private static readonly FrozenSet<int> OtherPorts = FrozenSet.Create([1433, 1521, 2049, 2375, 2379, 3306, 3389, 5432, 5672, 5900, 6379, 9042, 9092, 11211, 27017]);

    /// <param name="text">With no blanks around it.</param>
    /// <returns>The picture behind it, or what is wrong.</returns>
    public static FoundInput Read(string text)
    {
        if (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return Inline;
        if (text.Length > MaxLength)
            return FoundInput.Wrong($"A link has at most {MaxLength} characters.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps)
            return FoundInput.Wrong("A link begins with https://. " + Upload);
        if (link.UserInfo.Length > 0)
            return FoundInput.Wrong("A link must not carry a user name or password.");
        if (NameOf(link) is not { } name)
            return FoundInput.Wrong("A link needs a public host name: no address, no local name.");
        return IsWebPort(link.Port)
            ? FoundInput.Of(new InputImage { Url = $"https://{name}{(link.IsDefaultPort ? "" : FormattableString.Invariant($":{link.Port}"))}{link.PathAndQuery}" })
            : FoundInput.Wrong(FormattableString.Invariant($"A link must not lead to port {link.Port}, where no pictures are."));
    }

    /// <returns>In ASCII, or null where it is no public name.</returns>
    private static string? NameOf(Uri link)
    {
        // With the last dot, which means the same, it would pass for another name.
        if (!Uri.TryCreate($"https://{Fold(link.Host)}/", UriKind.Absolute, out var folded) || folded.HostNameType != UriHostNameType.Dns)
            return null;
        var name = folded.IdnHost.TrimEnd('.').ToLowerInvariant();
        return name.Contains('.', StringComparison.Ordinal)
            && !name.AsSpan().ContainsAnyExcept(NameCharacters)
            // Whatever ends in a number is an address, in one of its many notations.
            && name[(name.LastIndexOf('.') + 1)..].Any(char.IsAsciiLetter)
            && !IPAddress.TryParse(name, out _)
            && !LocalDomains.Any(domain => name.EndsWith(domain, StringComparison.Ordinal))
            && !CloudNames.Contains(name)
                ? name
                : null;
    }

    /// <summary>Letters, digits and dots of full width, and digits of other scripts, are those of ASCII, as a resolver may read them.</summary>
    private static string Fold(string host)
    {
        var folded = new StringBuilder(host.Length);
        foreach (var character in host.EnumerateRunes())
        {
            folded.Append(character.Value switch
            {
                0x3002 or 0xFF61 => ".",
                >= 0xFF01 and <= 0xFF5E => ((char)(character.Value - 0xFEE0)).ToString(),
                > 0x7F when Rune.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber =>
                    Rune.GetNumericValue(character).ToString(CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }
        return folded.ToString();
    }

    private static bool IsWebPort(int port) => port == 443 || (port >= 1024 && !OtherPorts.Contains(port));
}
