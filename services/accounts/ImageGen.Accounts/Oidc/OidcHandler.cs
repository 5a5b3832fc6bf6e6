using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Accounts.Oidc;

/// <summary>
/// The framework's handler, which answers where our endpoint asks it to and nowhere else: by itself it would do so before the door has
/// looked at the request.
/// </summary>
internal sealed class OidcHandler(IOptionsMonitor<OpenIdConnectOptions> options, ILoggerFactory logger, HtmlEncoder htmlEncoder, UrlEncoder encoder)
    : OpenIdConnectHandler(options, logger, htmlEncoder, encoder)
{
    public override Task<bool> ShouldHandleRequestAsync() => Task.FromResult(Context.GetEndpoint()?.Metadata.GetMetadata<AnswersProvider>() is not null);
}

/// <summary>That an endpoint is where the provider sends people back to.</summary>
internal sealed record AnswersProvider;
