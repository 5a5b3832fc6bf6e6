using ImageGen.Accounts.Provider;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace ImageGen.Accounts.Oidc;

/// <summary>Authorization Code with PKCE, by the framework's handler.</summary>
internal static class OidcRegistration
{
    public const string Scheme = "oidc";

    /// <summary>A person has so long to sign in at the provider.</summary>
    private static readonly TimeSpan SignInTime = TimeSpan.FromMinutes(15);

    /// <summary>Where the settings name a provider.</summary>
    /// <param name="isBehind">Another process is the door, so no request says by which name people reach it.</param>
    /// <exception cref="ConfigurationException">They can not be used.</exception>
    public static void AddOidc(this IHostApplicationBuilder builder, bool isBehind)
    {
        if (ProviderSettings.From(builder.Configuration) is not { } settings)
            return;
        if (isBehind && string.IsNullOrEmpty(builder.Configuration["ImageGen:PublicUrl"]))
            throw new ConfigurationException("IMAGEGEN_OIDC_AUTHORITY needs IMAGEGEN_PUBLIC_URL: the address that people open, to which the provider sends them back.");
        // What it says of messages and cookies is nobody's to read; why somebody was refused we say ourselves.
        builder.Logging.AddFilter(typeof(OidcHandler).FullName, LogLevel.None);
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton<OidcSignIn>();
        services.AddSingleton<OidcEvents>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<OpenIdConnectOptions>, OpenIdConnectPostConfigureOptions>());
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IConfiguration>((options, configuration) =>
        {
            Configure(options, settings);
            Guard(options, configuration["ImageGen:PublicUrl"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);
        });
        services.AddAuthentication().AddRemoteScheme<OpenIdConnectOptions, OidcHandler>(Scheme, displayName: null, configureOptions: null);
    }

    private static void Configure(OpenIdConnectOptions options, ProviderSettings settings)
    {
        options.Authority = settings.Authority.ToString();
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret;
        options.RequireHttpsMetadata = !settings.Authority.IsLoopback;
        options.BackchannelTimeout = TimeSpan.FromSeconds(10);
        options.DisableTelemetry = true;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A form that another site's page posts brings no cookie of ours along.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "email"])
            options.Scope.Add(scope);
        options.MapInboundClaims = false;
        // Some providers put address and groups here only.
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Remove("iss");
        foreach (var claim in (string[])["email_verified", "preferred_username", "groups"])
            options.ClaimActions.MapJsonKey(claim, claim);
        options.EventsType = typeof(OidcEvents);
    }

    /// <summary>Who comes back is who had set out, in the same browser, a while ago.</summary>
    private static void Guard(OpenIdConnectOptions options, bool isSecure)
    {
        options.CallbackPath = OidcCallback.Path;
        options.RemoteSignOutPath = options.SignedOutCallbackPath = default;
        options.RemoteAuthenticationTimeout = options.ProtocolValidator.NonceLifetime = SignInTime;
        options.CorrelationCookie.Name = OidcCallback.CookiePrefix + "state.";
        options.NonceCookie.Name = OidcCallback.CookiePrefix + "nonce.";
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = isSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        }
    }
}
