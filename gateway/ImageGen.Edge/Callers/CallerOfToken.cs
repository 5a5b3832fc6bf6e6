using System.Security.Claims;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ImageGen.Edge.Callers;

/// <summary>Whom the token names that the door has put on a request. Not verified here: it comes from who signs it.</summary>
internal static class CallerOfToken
{
    private const string Bearer = "Bearer ";

    private static readonly JsonWebTokenHandler Tokens = new();

    /// <returns>Null where there is no such token.</returns>
    public static Caller? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.Ordinal) && header[Bearer.Length..] is var token && Tokens.CanReadToken(token)
            ? Caller.From(new ClaimsPrincipal(new ClaimsIdentity(Tokens.ReadJsonWebToken(token).Claims)))
            : null;
    }
}
