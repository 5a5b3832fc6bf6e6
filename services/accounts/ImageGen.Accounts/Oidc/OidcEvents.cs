using ImageGen.Accounts.Audit;
using ImageGen.Accounts.Provider;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.SignIn;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ImageGen.Accounts.Oidc;

/// <summary>Where the framework's handler asks what becomes of a sign-in. It ends on a page in every case.</summary>
internal sealed partial class OidcEvents(
    OidcSignIn signIn, SessionCookies cookies, AuditLog audit, ProviderSettings settings, IConfiguration configuration, ILogger<OidcEvents> logger) : OpenIdConnectEvents
{
    private const string GroupsScope = "groups";
    private const string AtProvider = "session at the provider";
    private static readonly (string Name, string? Value) Provider = ("by", "provider");

    public override async Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = OwnAddress(context.Request) + OidcCallback.Path;
        // Some providers name groups only where they are asked for, others refuse a scope that they do not know.
        var provider = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        if (settings.Groups.Count > 0 && provider.ScopesSupported.Contains(GroupsScope))
            context.ProtocolMessage.Scope += " " + GroupsScope;
    }

    /// <summary>Here its tokens are still at hand.</summary>
    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var provider = await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
        context.Properties!.SetParameter(
            AtProvider, ProviderSignOut.Keep(provider.EndSessionEndpoint, context.TokenEndpointResponse?.IdToken, OwnAddress(context.Request) + "/"));
    }

    /// <summary>The provider's word is good: of it nothing is kept but who it is, and how its own session ends; ours is like any other.</summary>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        try
        {
            cookies.Set(http, await EnterAsync(http, ProvidedIdentity.Of(context.Principal!), context.Properties?.GetParameter<ProviderSession>(AtProvider)));
            context.Response.Redirect(context.ReturnUri!);
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            Refuse(context.Response, error);
        }
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        context.Response.Redirect(OidcFailures.PageOf(ErrorCodes.OidcDenied));
        return Task.CompletedTask;
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        Refuse(context.Response, context.Failure);
        return Task.CompletedTask;
    }

    /// <returns>The secret of the session that has begun.</returns>
    private async Task<string> EnterAsync(HttpContext http, ProvidedIdentity identity, ProviderSession? atProvider)
    {
        try
        {
            var (user, secret) = await signIn.HandleAsync(identity, atProvider, http, http.RequestAborted);
            await audit.AddAsync(http, AuditActions.SignedIn, user.Id, user.Id, Provider);
            return secret;
        }
        catch (ProblemException refused)
        {
            await audit.AddAsync(http, AuditActions.SignInFailed, actor: null, subject: null, Provider, ("code", refused.Code));
            throw;
        }
    }

    private void Refuse(HttpResponse response, Exception? failure)
    {
        var code = OidcFailures.CodeOf(failure);
        LogRefused(code, ShortText.Of(failure?.Message ?? "", 300));
        response.Redirect(OidcFailures.PageOf(code));
    }

    /// <summary>
    /// What the operator calls this installation. In Standalone, where nobody may have said, the name that was asked for: the door lets in
    /// its own only.
    /// </summary>
    private string OwnAddress(HttpRequest request) => configuration["ImageGen:PublicUrl"] is { Length: > 0 } url
        ? url.TrimEnd('/')
        : $"{request.Scheme}://{request.Host}";

    [LoggerMessage(LogLevel.Warning, "A sign-in by the provider was refused ({Code}): {Reason}")]
    private partial void LogRefused(string code, string reason);
}
