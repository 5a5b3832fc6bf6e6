using System.Net;

namespace ImageGen.Jobs;

/// <summary>
/// Links to pictures. Only the provider reads them, never we; all the same they must look like what the whole world can read, or they
/// would be found wrong minutes later, or would show the provider the way into somebody's network.
/// </summary>
internal static class InputLink
{
    private const int MaxLength = 2048;

    private static readonly string[] LocalDomains = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    /// <returns>What is wrong with it, or null.</returns>
    public static string? Problem(string text)
    {
        if (text.Length > MaxLength)
            return $"A link has at most {MaxLength} characters.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var link) || link.Scheme != Uri.UriSchemeHttps)
            return "A link begins with https://.";
        if (link.UserInfo.Length > 0)
            return "A link must not carry a user name or password.";
        return IsPublicName(link) ? null : "A link needs a public host name: no address, no local name.";
    }

    private static bool IsPublicName(Uri link)
    {
        // With the last dot, which means the same, it would pass for another name.
        var host = link.IdnHost.TrimEnd('.');
        return link.HostNameType == UriHostNameType.Dns
            && host.Contains('.', StringComparison.Ordinal)
            && !IPAddress.TryParse(host, out _)
            && !LocalDomains.Any(domain => host.EndsWith(domain, StringComparison.OrdinalIgnoreCase));
    }
}
