using ImageGen.Accounts.Users;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Keys;

/// <summary>What a key is good for. Pure; times are Unix milliseconds.</summary>
internal static class KeyRules
{
    private const int MostModels = 50;
    private const int LongestModel = 100;
    private const int MostRate = 1_000_000;
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    public static bool IsGood(ApiKey key, User user, long now) => !user.IsOff && !(key.ExpiresAt <= now);

    /// <returns>The code of what is wrong with its restrictions, and where; null where nothing is.</returns>
    public static (string Code, string Pointer)? Check(IReadOnlyList<string>? models, IReadOnlyList<string>? addresses, int? rate)
    {
        if (models is not null && (models.Count is 0 or > MostModels || !models.All(IsModelId)))
            return (ErrorCodes.ModelsInvalid, "/models");
        if (addresses is not null && (addresses.Count is 0 or > KeyNetworks.Most || addresses.Any(address => KeyNetworks.Read(address) is null)))
            return (ErrorCodes.AddressesInvalid, "/addresses");
        return rate is < 1 or > MostRate ? (ErrorCodes.RateInvalid, "/rate") : null;
    }

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

    /// <summary>In form: which models there are only the services know that make pictures.</summary>
    private static bool IsModelId(string text) => text.Length is > 0 and <= LongestModel && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-');
}
