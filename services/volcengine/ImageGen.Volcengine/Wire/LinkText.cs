using ImageGen.ServiceDefaults;

namespace ImageGen.Volcengine.Wire;

/// <summary>A link to a picture as it is sent and fetched: trimmed, and in ASCII.</summary>
internal static class LinkText
{
    /// <summary>
    /// A link that is good as it is stays as it is, because its signature may hang on each of its letters; another one is escaped.
    /// </summary>
    /// <returns>Null where it is no http or https address.</returns>
    public static string? Of(string text)
    {
        var link = text.Trim(Blanks.Around);
        if (link.StartsWith("//", StringComparison.Ordinal))
            link = "https:" + link;
        if (!Uri.TryCreate(link, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0)
            return null;
        return link.All(char.IsAscii) && Uri.IsWellFormedUriString(link, UriKind.Absolute) ? link
            : uri.Host == uri.IdnHost ? uri.AbsoluteUri
            : new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
    }
}
