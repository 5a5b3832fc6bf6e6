using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Edge.Limits;

/// <summary>The buckets of this process. A full one that nobody asks for is forgotten after ten seconds.</summary>
internal sealed class DoorLimits(LimitSettings settings) : IDisposable
{
    /// <summary>
    /// Whatever addresses come, there are no more buckets for them: each address is given one by a hash that nobody outside can reckon, and
    /// now and then two share one.
    /// </summary>
    private const int AddressBuckets = 16_384;

    private const int ClientErrors = 20;

    private readonly PartitionedRateLimiter<Bucket> buckets =
        PartitionedRateLimiter.Create<Bucket, Bucket>(bucket => RateLimitPartition.GetTokenBucketLimiter(bucket, OptionsOf));

    /// <summary>What every request takes from, before anybody asks who it is.</summary>
    public IEnumerable<Bucket> OfAddress(IPAddress? address) => Some(new Bucket("address", SlotOf(address), settings.Address));

    /// <summary>What a request takes from, once it is known who asks.</summary>
    /// <param name="caller">Null where nobody is signed in.</param>
    public IEnumerable<Bucket> Of(Caller? caller, RequestKind kind, bool isWrite, IPAddress? address)
    {
        if (kind == RequestKind.ClientError)
            return [new Bucket("client-errors", caller?.UserId ?? SlotOf(address), ClientErrors)];
        if (caller is null)
            return isWrite ? Some(new Bucket("anonymous", SlotOf(address), settings.Anonymous)) : [];
        // It may have less than others, never more; and then all that it asks for counts.
        if (caller is { IsKey: true, Rate: { } rate })
            return [KeyOf(caller, Math.Min(rate, settings.Key == 0 ? rate : settings.Key)), .. OfKind(caller, kind)];
        return caller.IsKey && kind == RequestKind.Call ? [.. Some(KeyOf(caller, settings.Key)), .. OfKind(caller, kind)] : OfKind(caller, kind);
    }

    public Permit Take(Bucket bucket)
    {
        using var lease = buckets.AttemptAcquire(bucket);
        var left = Math.Clamp(buckets.GetStatistics(bucket)?.CurrentAvailablePermits ?? 0, 0, bucket.PerMinute);
        lease.TryGetMetadata(MetadataName.RetryAfter, out var wait);
        return new Permit(bucket, lease.IsAcquired, lease.IsAcquired ? left : 0, lease.IsAcquired ? TimeSpan.Zero : wait);
    }

    public void Dispose() => buckets.Dispose();

    private IEnumerable<Bucket> OfKind(Caller caller, RequestKind kind) => Some(kind switch
    {
        RequestKind.Picture => new Bucket("pictures", caller.UserId, settings.Pictures),
        RequestKind.Stream => new Bucket("streams", caller.UserId, settings.Streams),
        _ => new Bucket("user", caller.UserId, settings.User),
    });

    private static Bucket KeyOf(Caller caller, int perMinute) => new("key", caller.CredentialId!, perMinute);

    private static IEnumerable<Bucket> Some(Bucket bucket) => bucket.PerMinute == 0 ? [] : [bucket];

    private static string SlotOf(IPAddress? address) =>
        ((uint)ClientNetwork.Of(address).GetHashCode(StringComparison.Ordinal) % AddressBuckets).ToString(CultureInfo.InvariantCulture);

    // One permit at a time, so that who is refused waits no longer than for the next one.
    private static TokenBucketRateLimiterOptions OptionsOf(Bucket bucket) => new()
    {
        TokenLimit = bucket.PerMinute,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromMinutes(1) / bucket.PerMinute,
        QueueLimit = 0,
    };
}
