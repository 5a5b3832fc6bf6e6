using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace ImageGen.Edge.Callers;

/// <summary>Reads what a caller shows: a key, else the cookie of a session.</summary>
internal static class ShownCredential
{
    private const string Bearer = "Bearer ";

    /// <summary>No credential of ours is longer.</summary>
    private const int MaxLength = 200;

    /// <returns>Null where nothing is shown.</returns>
    /// <exception cref="ProblemException">401: what is shown is no key, such as a token of ours that has got outside.</exception>
    public static Credential? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        // Other schemes are a matter between the caller and a proxy before us.
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            var key = header[Bearer.Length..].Trim();
            return key.StartsWith(Credential.KeyPrefix, StringComparison.Ordinal) && key.Length <= MaxLength
                ? new Credential(CredentialKind.Key, key, CallerAddress.Seen(request.HttpContext))
                : throw Refused();
        }

        var cookie = request.Cookies[SessionCookie.SecureName] ?? request.Cookies[SessionCookie.Name];
        return cookie is { Length: > 0 and <= MaxLength } ? new Credential(CredentialKind.Session, cookie) : null;
    }

    public static ProblemException Refused() => ProblemException.Of(StatusCodes.Status401Unauthorized, Catalogue.ErrorCodes.KeyRefused);

    /// <summary>
    /// What only the door may say to the services, and from where the caller came. Whoever comes back from a provider shows by cookies to
    /// have set out here.
    /// </summary>
    public static void Replace(HttpRequest request)
    {
        request.Headers.Remove(HeaderNames.Authorization);
        string[] kept = request.Path == OidcCallback.Path ? [.. CookiesOf(request).Where(IsOfProvider)] : [];
        request.Headers.Cookie = kept.Length == 0 ? StringValues.Empty : string.Join("; ", kept);
        CallerAddress.Put(request.HttpContext);
    }

    private static IEnumerable<string> CookiesOf(HttpRequest request) =>
        request.Headers.Cookie.SelectMany(header => (header ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static bool IsOfProvider(string cookie) => cookie.StartsWith(OidcCallback.CookiePrefix, StringComparison.Ordinal);
}
