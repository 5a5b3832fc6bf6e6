using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>The token by which the door tells a service who asks. It never leaves the inside, and is good for a minute.</summary>
public static class CallerTokens
{
    public const string Issuer = "imagegen-accounts";
    public const string Audience = "imagegen";
    public const string Algorithm = SecurityAlgorithms.EcdsaSha256;

    /// <summary>Where the service of accounts publishes its keys: an OpenID Connect discovery document.</summary>
    public const string DiscoveryPath = "/internal/v1/openid-configuration";

    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>How far the clocks of two machines may differ.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    internal static void Verify(JwtBearerOptions options, TimeProvider time)
    {
        options.MapInboundClaims = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [Algorithm],
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsLive(notBefore, expires, time.GetUtcNow().UtcDateTime),
            NameClaimType = Caller.UserClaim,
        };
    }

    private static bool IsLive(DateTime? notBefore, DateTime? expires, DateTime now) =>
        !(notBefore > now + ClockSkew) && expires > now - ClockSkew;

    /// <summary>The keys as that service publishes them. The next one is published long before it signs.</summary>
    internal static IConfigurationManager<OpenIdConnectConfiguration> KeysAt(Uri accounts) => new ConfigurationManager<OpenIdConnectConfiguration>(
        new Uri(accounts, DiscoveryPath).ToString(),
        new OpenIdConnectConfigurationRetriever(),
        // Inside there is no proxy between services, and no certificate.
        new HttpDocumentRetriever(new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = TimeSpan.FromSeconds(5) })
        {
            RequireHttps = false,
        })
    {
        AutomaticRefreshInterval = TimeSpan.FromHours(1),
        // At the soonest, for a key that is not known yet.
        RefreshInterval = TimeSpan.FromSeconds(10),
    };
}
