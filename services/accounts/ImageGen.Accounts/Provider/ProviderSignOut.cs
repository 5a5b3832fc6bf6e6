using ImageGen.Accounts.Sessions;
using Microsoft.AspNetCore.WebUtilities;

namespace ImageGen.Accounts.Provider;

/// <summary>Signing out at the provider, as OpenID Connect RP-Initiated Logout has it: the browser is sent there, and comes back. Pure.</summary>
internal static class ProviderSignOut
{
    /// <summary>It travels in an address, and proxies cut those that are longer than about eight thousand characters.</summary>
    private const int LongestToken = 6000;

    /// <param name="endpoint">The provider's, as it publishes it.</param>
    /// <param name="idToken">As the provider gave it.</param>
    /// <param name="returnTo">Our address.</param>
    /// <returns>Null where there is none that a browser may be sent to.</returns>
    public static ProviderSession? Keep(string? endpoint, string? idToken, string returnTo) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && (url.Scheme == "https" || (url.Scheme == "http" && url.IsLoopback))
            ? new ProviderSession(url.AbsoluteUri, idToken is { Length: <= LongestToken } ? idToken : null, returnTo)
            : null;

    /// <returns>Null where the session has nothing at the provider, or there is no provider any more.</returns>
    public static string? AddressOf(ProviderSession? session, ProviderSettings? settings)
    {
        if (session is null || settings is null)
            return null;
        var asked = new Dictionary<string, string?> { ["client_id"] = settings.ClientId, ["post_logout_redirect_uri"] = session.ReturnTo };
        if (session.IdToken is { } hint)
            asked["id_token_hint"] = hint;
        return QueryHelpers.AddQueryString(session.EndsAt, asked);
    }
}
