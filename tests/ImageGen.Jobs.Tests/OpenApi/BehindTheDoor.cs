using System.Security.Cryptography;
using ImageGen.Edge;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>The services as they stand behind the gateway, which somebody has reached beside it.</summary>
public sealed class BehindTheDoor : PublicApiHost
{
    public BehindTheDoor() : base(folder: null, ("ImageGen:AdminEmail", "ada@example.com"), ("ImageGen:AdminPassword", "a password of ada's"))
    {
    }

    /// <summary>A token of the first administrator, but for what is said here.</summary>
    /// <param name="from">Seconds from now from which it is good; it is so for a minute.</param>
    public async Task<string> TokenAsync(string issuer = CallerTokens.Issuer, string audience = CallerTokens.Audience, int from = 0, bool isSigned = true, bool isForeign = false)
    {
        var own = (await Service<IConfigurationManager<OpenIdConnectConfiguration>>().GetConfigurationAsync(default)).SigningKeys.OfType<ECDsaSecurityKey>().First();
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = isForeign ? new ECDsaSecurityKey(foreign) { KeyId = own.KeyId } : own;
        var begins = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(from);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = Caller.Local.Claims(),
            NotBefore = begins,
            IssuedAt = begins,
            Expires = begins + CallerTokens.Lifetime,
            SigningCredentials = isSigned ? new SigningCredentials(key, CallerTokens.Algorithm) : null,
        });
    }

    private protected override void Guard(WebApplication application) => application.UseEdge();
}
