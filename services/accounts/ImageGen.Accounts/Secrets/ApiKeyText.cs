using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Secrets;

/// <summary>
/// A key as people see it: <c>ig_</c>, 36 random letters and digits (214 bits), and 6 more that are the CRC-32 of those. A scanner of
/// leaked secrets can so tell a key from any other text, and a mistyped one is refused without a look into the store.
/// </summary>
internal static class ApiKeyText
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 36;
    private const int ChecksumLength = 6;
    private const int VisibleLength = 11;

    public static string New()
    {
        var random = RandomNumberGenerator.GetString(Digits, RandomLength);
        return Credential.KeyPrefix + random + ChecksumOf(random);
    }

    public static bool IsWellFormed(string key) =>
        key.Length == Credential.KeyPrefix.Length + RandomLength + ChecksumLength
        && key.StartsWith(Credential.KeyPrefix, StringComparison.Ordinal)
        && key[^ChecksumLength..] == ChecksumOf(key[Credential.KeyPrefix.Length..^ChecksumLength]);

    /// <summary>What may be shown of it, so that people know which one it is.</summary>
    public static string VisibleOf(string key) => key[..VisibleLength];

    private static string ChecksumOf(string random) => string.Create(ChecksumLength, Crc32.HashToUInt32(Encoding.UTF8.GetBytes(random)), static (text, rest) =>
    {
        for (var i = text.Length - 1; i >= 0; i--, rest /= (uint)Digits.Length)
            text[i] = Digits[(int)(rest % (uint)Digits.Length)];
    });
}
