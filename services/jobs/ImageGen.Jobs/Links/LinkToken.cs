using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Jobs.Links;

/// <summary>What a link's address ends in: 256 random bits, of which only the hash is kept. So much chance needs no slow hash, and nobody guesses it.</summary>
internal static class LinkToken
{
    private const string IdPrefix = "lnk_";
    private const int Length = 43;

    /// <summary>Of the hash's letters; enough that no two links share an id.</summary>
    private const int IdLength = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static bool IsWellFormed(string token) => token.Length == Length && Base64Url.IsValid(token);

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>The link of a token is found by its id: another index would know no more.</summary>
    public static string IdOf(string hash) => IdPrefix + hash[..IdLength];

    /// <summary>In the same time, however much of it is right.</summary>
    public static bool Is(string hash, ImageLink link) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(link.Hash));
}
