using ImageGen.Accounts.Users;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Keys;

/// <summary>What a key is good for. Pure; times are Unix milliseconds.</summary>
internal static class KeyRules
{
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    public static bool IsGood(ApiKey key, User user, long now) => !user.IsOff && !(key.ExpiresAt <= now);

    /// <summary>All that a session of the user has.</summary>
    public static IReadOnlyList<string> ScopesOf(User user) =>
        [.. Scopes.All.Where(scope => scope != Scopes.Admin || user.Role == UserRole.Admin)];

    /// <summary>What the key was made with, as far as its user may do it now.</summary>
    public static IReadOnlyList<string> ScopesOf(ApiKey key, User user) => [.. Scopes.OfKeys.Intersect(ScopesOf(user)).Intersect(key.Scopes)];

    /// <returns>Whether the user may make a key with these.</returns>
    public static bool MayHave(User user, IReadOnlyList<string> scopes) =>
        scopes.Count > 0 && scopes.All(scope => Scopes.OfKeys.Contains(scope) && ScopesOf(user).Contains(scope));

    /// <returns>The very key where there is nothing to write.</returns>
    public static ApiKey Use(ApiKey key, long now) => now - key.UsedAt < (long)Noted.TotalMilliseconds ? key : key with { UsedAt = now };
}
