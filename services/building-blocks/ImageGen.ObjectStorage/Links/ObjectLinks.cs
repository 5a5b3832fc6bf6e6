using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace ImageGen.ObjectStorage.Links;

/// <summary>
/// Links by which the provider reads single objects of ours: the store's own where others can reach it, else an address of this
/// installation with a token that nobody can guess or change.
/// </summary>
public sealed class ObjectLinks(IObjectStore objects, IConfiguration configuration, TimeProvider time)
{
    /// <summary>Where the tokens are taken.</summary>
    public const string Path = "/api/v1/provider-inputs/";

    private const int TimeLength = sizeof(long);
    private const int MacLength = HMACSHA256.HashSizeInBytes;

    // So that what is signed here can not pass for anything else that the same secret signs.
    private static readonly byte[] Purpose = "provider-inputs\n"u8.ToArray();

    /// <param name="lifetime">How long the link works; at most 7 days.</param>
    /// <returns>Null where neither the store nor this installation has an address that the provider could reach.</returns>
    public async Task<Uri?> CreateAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken) =>
        await objects.LinkAsync(key, lifetime, cancellationToken) ?? OwnLink(key, lifetime);

    /// <returns>The key that a token of ours names, or null where it is none or its time is over.</returns>
    public string? Open(string token)
    {
        if (Options is not { SecretKey: { Length: > 0 } secret } || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        // One spelling each: blanks and padding would make others.
        if (bytes.Length <= TimeLength + MacLength || Base64Url.EncodeToString(bytes) != token)
            return null;
        var (signed, mac) = (bytes[..^MacLength], bytes[^MacLength..]);
        var genuine = CryptographicOperations.FixedTimeEquals(mac, Sign(secret, signed));
        var key = Encoding.ASCII.GetString(signed.AsSpan(TimeLength));
        return genuine && BinaryPrimitives.ReadInt64BigEndian(signed) > time.GetUtcNow().ToUnixTimeSeconds() && ObjectKey.IsValid(key) ? key : null;
    }

    private Uri? OwnLink(string key, TimeSpan lifetime)
    {
        if (Options is not { PublicUrl: { Length: > 0 } address, SecretKey: { Length: > 0 } secret })
            return null;
        ObjectKey.Check(key);
        byte[] signed = [.. new byte[TimeLength], .. Encoding.ASCII.GetBytes(key)];
        BinaryPrimitives.WriteInt64BigEndian(signed, (time.GetUtcNow() + lifetime).ToUnixTimeSeconds());
        return new Uri(new Uri(address), Path + Base64Url.EncodeToString([.. signed, .. Sign(secret, signed)]));
    }

    // Read each time: Standalone learns its own address only when it listens.
    private LinkOptions? Options => configuration.GetSection(LinkOptions.Section).Get<LinkOptions>();

    private static byte[] Sign(string secret, byte[] signed) => HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Purpose, .. signed]);
}
