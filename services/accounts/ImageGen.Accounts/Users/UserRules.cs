using ImageGen.Accounts.Secrets;
using ImageGen.Catalogue;

namespace ImageGen.Accounts.Users;

/// <summary>What a user may become. Pure.</summary>
internal static class UserRules
{
    public const int MaxName = 100;
    private const int MinPassword = 10;

    /// <summary>Hashing takes longer the longer it is.</summary>
    private const int MaxPassword = 200;

    /// <returns>The code of what is wrong with it; null where nothing is.</returns>
    public static string? Check(string password, string email) =>
        password.Length is < MinPassword or > MaxPassword || password.Equals(email, StringComparison.OrdinalIgnoreCase) ? ErrorCodes.PasswordWeak : null;

    public static bool IsName(string name) => name.Trim().Length is > 0 and <= MaxName && !name.Any(char.IsControl);

    /// <summary>With a new password every session is over, and so is the link that has led to it.</summary>
    public static User WithPassword(User user, string hash) => user with { PasswordHash = hash, Generation = user.Generation + 1, Link = null };

    public static User WithoutSessions(User user) => user with { Generation = user.Generation + 1 };

    public static User WithLink(User user, string secret, long expiresAt) => user with { Link = new PasswordLink(SecretText.HashOf(secret), expiresAt) };

    public static bool Opens(User user, string secret, long now) =>
        user is { IsOff: false, Link: { } link } && now < link.ExpiresAt && SecretText.Is(secret, link.Hash);

    /// <summary>Who is switched on again has to sign in again, too.</summary>
    public static User Switched(User user, bool isOff) => user.IsOff == isOff ? user : WithoutSessions(user) with { IsOff = isOff };

    /// <returns>Null where it is another's at the same provider; of one that was left nothing counts any more.</returns>
    public static User? Linked(User user, ExternalIdentity identity) =>
        user.Identity is null || user.Identity.Issuer != identity.Issuer ? user with { Identity = identity }
        : user.Identity.Subject == identity.Subject ? user : null;

    /// <summary>As people read it.</summary>
    public static string NameOf(UserRole role) => role == UserRole.Admin ? "admin" : "member";

    public static User As(User user, UserRole role) => user.Role == role ? user : user with { Role = role };
}
