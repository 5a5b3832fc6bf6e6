namespace ImageGen.Volcengine.Tasks;

/// <summary>How long to wait for a store that failed, while something is in hand that exists nowhere else.</summary>
internal static class RetryPause
{
    /// <param name="failures">In a row, from 1.</param>
    /// <returns>200 ms, doubling to 5 s.</returns>
    public static TimeSpan After(int failures) => TimeSpan.FromMilliseconds(Math.Min(5_000, 100 << Math.Min(failures, 6)));
}
