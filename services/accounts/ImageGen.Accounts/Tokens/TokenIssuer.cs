using ImageGen.ServiceDefaults.Callers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Tokens;

/// <summary>Signs who a caller is, for the services behind the door.</summary>
internal sealed class TokenIssuer(SigningKeys keys, TimeProvider time)
{
    private readonly JsonWebTokenHandler handler = new();

    public async Task<string> IssueAsync(Caller caller, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = CallerTokens.Issuer,
            Audience = CallerTokens.Audience,
            Claims = caller.Claims(),
            IssuedAt = now,
            NotBefore = now,
            Expires = now + CallerTokens.Lifetime,
            SigningCredentials = new SigningCredentials(await keys.CurrentAsync(cancellationToken), CallerTokens.Algorithm),
        });
    }
}
