using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Accounts.Secrets;

/// <summary>Secrets that we hand out: 256 random bits, of which only the hash is kept. So much chance needs no slow hash.</summary>
internal static class SecretText
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>In the same time, however much of it is right.</summary>
    public static bool Is(string secret, string hash) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(HashOf(secret)), Encoding.UTF8.GetBytes(hash));
}
