using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Volcengine.Wire.Signing;

/// <summary>
/// The provider's HMAC-SHA256 request signature. Pure: the same input gives the same text. Like AWS's version 4, but the key has
/// no prefix and the scope ends in <c>request</c>.
/// </summary>
internal static class RequestSigner
{
    private const string Algorithm = "HMAC-SHA256";
    private const int HashSize = 32;

    /// <summary>The value of <c>X-Date</c>.</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of <c>X-Content-Sha256</c>.</summary>
    public static string Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[HashSize];
        SHA256.HashData(content, hash);
        return Convert.ToHexStringLower(hash);
    }

    /// <summary>The value of <c>Authorization</c>.</summary>
    /// <param name="scope">Region and service of the API.</param>
    public static string Authorization(KeyPair keys, SigningScope scope, SignedRequest request)
    {
        var signature = Signature(keys.SecretKey, scope, request.Date, StringToSign(scope, request));
        return $"{Algorithm} Credential={keys.AccessKey}/{Scope(scope, request.Date)}, SignedHeaders={request.HeaderNames}, Signature={signature}";
    }

    internal static string StringToSign(SigningScope scope, SignedRequest request) =>
        $"{Algorithm}\n{request.Date}\n{Scope(scope, request.Date)}\n{Hash(Encoding.UTF8.GetBytes(request.Canonical()))}";

    private static string Scope(SigningScope scope, string date) => $"{date.AsSpan(0, 8)}/{scope.Region}/{scope.Service}/request";

    private static string Signature(string secretKey, SigningScope scope, string date, string stringToSign)
    {
        Span<byte> key = stackalloc byte[HashSize];
        Hmac(Encoding.UTF8.GetBytes(secretKey), date.AsSpan(0, 8), key);
        Hmac(key, scope.Region, key);
        Hmac(key, scope.Service, key);
        Hmac(key, "request", key);
        Hmac(key, stringToSign, key);
        return Convert.ToHexStringLower(key);
    }

    private static void Hmac(ReadOnlySpan<byte> key, ReadOnlySpan<char> text, Span<byte> result)
    {
        Span<byte> bytes = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        HMACSHA256.HashData(key, bytes[..Encoding.UTF8.GetBytes(text, bytes)], result);
    }
}

internal readonly record struct SigningScope(string Region, string Service);
