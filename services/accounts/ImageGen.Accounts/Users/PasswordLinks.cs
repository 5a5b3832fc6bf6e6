namespace ImageGen.Accounts.Users;

/// <summary>
/// The links by which a password is set: the page that takes it, and behind the # the token, which so never reaches a log of addresses.
/// </summary>
internal static class PasswordLinks
{
    public const string Page = "/account/password";

    /// <summary>The token says whose link it is: the rest is compared with the hash that this user has.</summary>
    public static string TokenOf(string userId, string secret) => $"{userId}.{secret}";

    public static (string UserId, string Secret) Read(string token)
    {
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? ("", token) : (token[..dot], token[(dot + 1)..]);
    }
}
