using System.Security.Claims;
using ImageGen.Accounts.Users;

namespace ImageGen.Accounts.Provider;

/// <summary>Who somebody is, as the provider says.</summary>
/// <param name="Email">As it came; null where the provider names none.</param>
internal sealed record ProvidedIdentity(ExternalIdentity Id, string? Email, bool IsEmailVerified, string? Name, IReadOnlyList<string> Groups)
{
    public static ProvidedIdentity Of(ClaimsPrincipal principal) => new(
        new ExternalIdentity(principal.FindFirstValue("iss") ?? "", principal.FindFirstValue("sub") ?? ""),
        principal.FindFirstValue("email"),
        "true".Equals(principal.FindFirstValue("email_verified"), StringComparison.OrdinalIgnoreCase),
        principal.FindFirstValue("name") ?? principal.FindFirstValue("preferred_username"),
        [.. principal.FindAll("groups").Select(claim => claim.Value).Distinct()]);
}
