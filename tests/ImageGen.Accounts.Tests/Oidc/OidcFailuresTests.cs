using ImageGen.Accounts.Oidc;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Tests.Oidc;

/// <summary>What a failure is called, however deep it lies.</summary>
public sealed class OidcFailuresTests
{
    public static TheoryData<string, Exception?> Failures => new()
    {
        { "oidc_expired", null },
        { "oidc_expired", new AuthenticationFailureException("Correlation failed.") },
        { "oidc_failed", new AuthenticationFailureException("It failed.", new SecurityTokenInvalidAudienceException()) },
        { "oidc_failed", new OpenIdConnectProtocolInvalidNonceException() },
        { "oidc_unavailable", new InvalidOperationException("No configuration.", new IOException("No document.", new HttpRequestException())) },
        { "oidc_unavailable", new TaskCanceledException() },
        { "accounts_unavailable", new DocumentStoreUnavailableException("It is away.", new TimeoutException()) },
        { "accounts_unavailable", new InvalidOperationException("No key.", new DocumentStoreFullException("It is full.", new IOException())) },
        { "oidc_not_invited", ProblemException.Of(403, "oidc_not_invited") },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_is_called_by_what_lies_behind_it(string code, Exception? failure)
    {
        Assert.Equal(code, OidcFailures.CodeOf(failure));
        Assert.Equal($"/?sign_in_error={code}", OidcFailures.PageOf(code));
    }
}
