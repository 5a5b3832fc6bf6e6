namespace ImageGen.Edge.Limits;

/// <summary>A token bucket: full at first, it gives one permit to each request and fills again steadily.</summary>
/// <param name="Policy">The name of its kind, as answers show it.</param>
/// <param name="Whose">The address, user or key whose requests it counts.</param>
/// <param name="PerMinute">Requests: so many at once, and so many anew in each minute.</param>
internal readonly record struct Bucket(string Policy, string Whose, int PerMinute);

/// <summary>What a bucket has answered a request.</summary>
/// <param name="Left">Requests that it would still let through now.</param>
/// <param name="Wait">Until it lets the next one through; zero where it let this one.</param>
internal readonly record struct Permit(Bucket Bucket, bool IsGranted, long Left, TimeSpan Wait)
{
    /// <summary>Whole seconds until the bucket is full again.</summary>
    public long SecondsUntilFull => (((Bucket.PerMinute - Left) * 60) + Bucket.PerMinute - 1) / Bucket.PerMinute;
}
