using System.Globalization;
using System.Security.Cryptography;
using ImageGen.Persistence;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Tokens;

/// <summary>A key for each month, made by whoever needs it first. The next one is published a month before it signs.</summary>
internal sealed class SigningKeys(IDocuments<SigningKey> documents, TimeProvider time)
{
    private static readonly long Period = (long)TimeSpan.FromDays(30).TotalMilliseconds;
    private static readonly long Grace = (long)TimeSpan.FromHours(1).TotalMilliseconds;

    private Held? held;

    /// <summary>The one that signs now.</summary>
    public async Task<ECDsaSecurityKey> CurrentAsync(CancellationToken cancellationToken)
    {
        var period = PeriodOf(time.UnixMilliseconds());
        if (held is { } known && known.Period == period)
            return known.Key;
        var key = Read(await EnsureAsync(period, cancellationToken));
        held = new Held(period, key);
        return key;
    }

    /// <summary>All by which a token may be signed, and the next one.</summary>
    public async Task<IReadOnlyList<ECDsaSecurityKey>> AllAsync(CancellationToken cancellationToken)
    {
        var period = PeriodOf(time.UnixMilliseconds());
        var before = (await documents.GetAsync(IdOf(period - 1), cancellationToken))?.Body;
        SigningKey[] own = [await EnsureAsync(period, cancellationToken), await EnsureAsync(period + 1, cancellationToken)];
        return [.. own.Concat(before is null ? [] : [before]).Select(Read)];
    }

    /// <returns>How many were deleted by which no token is signed any more.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        documents.DeleteOlderThanAsync(SigningKey.ExpiresAtField, time.UnixMilliseconds(), 1000, cancellationToken);

    private async Task<SigningKey> EnsureAsync(long period, CancellationToken cancellationToken)
    {
        var id = IdOf(period);
        return (await documents.GetAsync(id, cancellationToken))?.Body
            ?? (await documents.InsertAsync(Make(id, period), cancellationToken))?.Body
            ?? (await documents.GetAsync(id, cancellationToken))!.Body;
    }

    private static SigningKey Make(string id, long period)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey
        {
            Id = id,
            KeyId = $"{id}_{Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))[..16]}",
            PrivateKey = Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
            ExpiresAt = (period + 1) * Period + Grace,
        };
    }

    private static ECDsaSecurityKey Read(SigningKey stored)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(stored.PrivateKey), out _);
        return new ECDsaSecurityKey(key) { KeyId = stored.KeyId };
    }

    private static long PeriodOf(long now) => now / Period;

    private static string IdOf(long period) => string.Create(CultureInfo.InvariantCulture, $"sig_{period}");

    private sealed record Held(long Period, ECDsaSecurityKey Key);
}
