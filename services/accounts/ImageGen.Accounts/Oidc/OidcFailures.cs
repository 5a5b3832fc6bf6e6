using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Oidc;

/// <summary>What a failed sign-in is called on the page. Pure.</summary>
internal static class OidcFailures
{
    /// <summary>Where the page tells it.</summary>
    public static string PageOf(string code) => $"/?sign_in_error={code}";

    public static string CodeOf(Exception? failure)
    {
        var chain = Chain(failure).ToList();
        if (chain.OfType<ProblemException>().FirstOrDefault() is { } problem)
            return problem.Code;
        if (chain.Exists(error => error is DocumentStoreUnavailableException or DocumentStoreFullException or DocumentContendedException))
            return ErrorCodes.AccountsUnavailable;
        if (chain.Exists(error => error is HttpRequestException or IOException or OperationCanceledException))
            return ErrorCodes.OidcUnavailable;
        // The word of the provider will not do: it is signed by another, for another, too old, or was shown before.
        if (chain.Exists(error => error is SecurityTokenException or OpenIdConnectProtocolException))
            return ErrorCodes.OidcFailed;
        // What the browser brings back is not what it was given: another browser's, changed, used before, or too old.
        return ErrorCodes.OidcExpired;
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (var error = failure; error is not null; error = error.InnerException)
            yield return error;
    }
}
