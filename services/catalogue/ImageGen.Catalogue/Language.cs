using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Catalogue;

/// <summary>The languages that people are answered in.</summary>
public enum Language
{
    En,
    Zh,
}

public static class Languages
{
    /// <summary>
    /// <c>?lang=</c>, for event streams, whose browser API can set no header; else the best of ours in <c>Accept-Language</c>; else English.
    /// </summary>
    public static Language Of(HttpRequest request)
    {
        if (Match(request.Query["lang"].ToString()) is { } asked)
            return asked;
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var wanted))
            return Language.En;
        var best = wanted
            .Where(value => value.Quality is not 0)
            .OrderByDescending(value => value.Quality ?? 1)
            .Select(value => Match(value.Value.AsSpan()))
            .FirstOrDefault(language => language is not null);
        return best ?? Language.En;
    }

    public static string Tag(this Language language) => language == Language.Zh ? "zh-CN" : "en";

    private static Language? Match(ReadOnlySpan<char> tag) =>
        tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Zh
        : tag.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Language.En
        : null;
}
