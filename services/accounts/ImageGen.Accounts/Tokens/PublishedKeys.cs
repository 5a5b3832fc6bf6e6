using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Tokens;

/// <summary>Publishes the public halves of the keys inside, as OpenID Connect servers do.</summary>
internal static class PublishedKeys
{
    private const string KeysPath = "/internal/v1/keys";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(CallerTokens.DiscoveryPath, (HttpRequest request) => TypedResults.Json(new Dictionary<string, string>
        {
            ["issuer"] = CallerTokens.Issuer,
            ["jwks_uri"] = $"{request.Scheme}://{request.Host}{KeysPath}",
        })).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet(KeysPath, async (SigningKeys keys, CancellationToken cancellationToken) => TypedResults.Json(new Dictionary<string, object>
        {
            ["keys"] = (await keys.AllAsync(cancellationToken)).Select(Public).ToArray(),
        })).AllowAnonymous().ExcludeFromDescription();
    }

    private static Dictionary<string, string> Public(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["use"] = "sig",
            ["alg"] = CallerTokens.Algorithm,
            ["kid"] = key.KeyId,
            ["x"] = Base64UrlEncoder.Encode(point.X!),
            ["y"] = Base64UrlEncoder.Encode(point.Y!),
        };
    }
}
