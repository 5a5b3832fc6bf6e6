using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

// Beside the framework's own RequireAuthorization, so that it is there wherever an endpoint is described.
namespace Microsoft.AspNetCore.Http;

/// <summary>Who may call what. An address that says nothing of itself is for administrators only.</summary>
public static class CallersExtensions
{
    /// <summary>By token, or the local user: decided for each request, because Standalone changes from the one to the other.</summary>
    internal const string Scheme = "caller";
    private const string TokenScheme = "token";
    private const string LocalScheme = "local";

    /// <summary>Lets in who has the scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(With(scope)).WithMetadata(new RequiredScope(scope));

    /// <summary>Lets in everybody who is signed in or has a key, whatever its scopes.</summary>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(Known().Build()).WithMetadata(new RequiredScope(Scope: null));

    /// <summary>Who asks, at an address that lets everybody in; null where nobody is signed in.</summary>
    public static async Task<Caller?> FindCallerAsync(this HttpContext context) =>
        await context.AuthenticateAsync(Scheme) is { Succeeded: true, Principal: var principal } ? Caller.From(principal) : null;

    /// <summary>Comes behind the door, before the endpoints.</summary>
    public static IApplicationBuilder UseCallers(this IApplicationBuilder app) => app.UseAuthorization();

    internal static void AddCallers(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.TryAddSingleton<AccountsMode>();
        services.TryAddSingleton<ICaller, HttpCaller>();
        services.TryAddSingleton<IAuthorizationMiddlewareResultHandler, NothingThere>();
        var accounts = AccountsMode.UrlOf(builder.Configuration);
        services.TryAddSingleton<IStanding>(_ => new AccountsStanding(accounts));
        if (accounts is not null)
            services.AddSingleton(_ => CallerTokens.KeysAt(accounts));
        services.AddAuthentication()
            .AddPolicyScheme(Scheme, displayName: null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, LocalAuthentication>(LocalScheme, configureOptions: null)
            .AddJwtBearer(TokenScheme, configureOptions: null!);
        services.AddOptions<JwtBearerOptions>(TokenScheme).Configure<IServiceProvider>((options, provider) =>
        {
            CallerTokens.Verify(options, provider.GetRequiredService<TimeProvider>());
            options.ConfigurationManager = provider.GetService<IConfigurationManager<OpenIdConnectConfiguration>>();
        });
        services.AddAuthorizationBuilder().SetFallbackPolicy(With(Scopes.Admin)).SetDefaultPolicy(Known().Build());
    }

    private static string SchemeOf(HttpContext context) =>
        context.RequestServices.GetRequiredService<AccountsMode>().InUse ? TokenScheme : LocalScheme;

    private static AuthorizationPolicy With(string scope) => Known().RequireClaim(Caller.ScopeClaim, scope).Build();

    private static AuthorizationPolicyBuilder Known() => new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser();
}

/// <summary>What an address asks of its caller, for its description.</summary>
/// <param name="Scope">Null where any will do.</param>
public sealed record RequiredScope(string? Scope);
