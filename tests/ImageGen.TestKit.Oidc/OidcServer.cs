using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace ImageGen.TestKit.Oidc;

/// <summary>A real OpenID Connect provider (OpenIddict), over real http, at which whoever the test names is signed in already.</summary>
public sealed class OidcServer : IAsyncDisposable
{
    public const string ClientId = "imagegen";
    public const string ClientSecret = "secret-of-the-client";

    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "key-of-the-provider" };
    private readonly ConcurrentDictionary<string, bool> codes = new();
    private readonly WebApplication app;

    private OidcServer(bool endsSessions)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            Configure(server);
            if (endsSessions)
                EndSessions(server);
        });
        app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
    }

    public string Address => app.Urls.First();

    /// <summary>Null: they say no.</summary>
    public Person? Person { get; set; } = new("subject-of-bob", "bob@example.com");

    /// <summary>What a hostile or broken provider makes of an id token before it is signed.</summary>
    public Action<JsonObject>? Tamper { get; set; }

    /// <summary>Its own, unless the test says another.</summary>
    public SecurityKey? SignWith { get; set; }

    /// <summary>The tokens that were given out.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    public string? LastNonce { get; private set; }

    /// <summary>Whose sessions here were ended by sending them to its page for that, by their subjects; empty where nothing said whose it was.</summary>
    public ConcurrentQueue<string> SignedOut { get; } = new();

    /// <param name="endsSessions">Whether it has a page for signing out.</param>
    public static async Task<OidcServer> StartAsync(bool endsSessions = false)
    {
        var server = new OidcServer(endsSessions);
        await server.app.StartAsync();
        return server;
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        key.ECDsa.Dispose();
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.Profile, Scopes.Email, "groups");
        server.AddEphemeralEncryptionKey().AddSigningKey(key);
        // Without a database: what it gives out says itself what it is.
        server.EnableDegradedMode();
        server.UseAspNetCore().DisableTransportSecurityRequirement();
        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId)
                context.Reject(Errors.InvalidClient);
            return default;
        }));
        server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                context.Reject(Errors.InvalidClient);
            else if (!codes.TryAdd(context.Request.Code ?? "", true))
                context.Reject(Errors.InvalidGrant, "The code was used before.");
            return default;
        }));
        server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            LastNonce = context.Request.Nonce;
            if (Person is { } person)
                context.Principal = PrincipalOf(person, context.Request);
            else
                context.Reject(Errors.AccessDenied, "They said no.");
            return default;
        }));
        server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (Person is { } person)
                context.Claims["groups"] = new OpenIddictParameter([.. person.Groups.Select(group => (string?)group)]);
            return default;
        }));
        server.AddEventHandler<ApplyTokenResponseContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.Response.IdToken is { } token)
                context.Response.IdToken = Changed(token);
            foreach (var given in (string?[])[context.Response.IdToken, context.Response.AccessToken])
            {
                if (given is not null)
                    Tokens.Enqueue(given);
            }

            return default;
        }));
    }

    private void EndSessions(OpenIddictServerBuilder server)
    {
        server.SetEndSessionEndpointUris("connect/logout");
        server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            if (context.ClientId != ClientId || context.PostLogoutRedirectUri is null)
                context.Reject(Errors.InvalidRequest);
            return default;
        }));
        server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(context =>
        {
            SignedOut.Enqueue(context.IdentityTokenHintPrincipal?.GetClaim(Claims.Subject) ?? "");
            context.SignOut();
            return default;
        }));
    }

    private static ClaimsPrincipal PrincipalOf(Person person, OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, person.Subject).SetClaim(Claims.Name, person.Name);
        if (person.Email is not null)
            identity.SetClaim(Claims.Email, person.Email).SetClaim(Claims.EmailVerified, person.IsVerified);
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        identity.SetScopes(request.GetScopes());
        return new ClaimsPrincipal(identity);
    }

    private string Changed(string token)
    {
        if (Tamper is null && SignWith is null)
            return token;
        var payload = JsonNode.Parse(Base64UrlEncoder.Decode(new JsonWebToken(token).EncodedPayload))!.AsObject();
        Tamper?.Invoke(payload);
        return new JsonWebTokenHandler().CreateToken(payload.ToJsonString(), new SigningCredentials(SignWith ?? key, SecurityAlgorithms.EcdsaSha256));
    }
}
