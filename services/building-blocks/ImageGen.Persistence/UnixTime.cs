namespace ImageGen.Persistence;

/// <summary>The clock as documents have it.</summary>
public static class UnixTime
{
    /// <returns>The time by this clock, in Unix milliseconds.</returns>
    public static long UnixMilliseconds(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();
}
