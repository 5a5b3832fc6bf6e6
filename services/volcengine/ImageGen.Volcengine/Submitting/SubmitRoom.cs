namespace ImageGen.Volcengine.Submitting;

/// <summary>
/// How many submissions this process may have on the wire. A refusal for want of room closes the door for a moment and halves
/// what is let through after it; each acceptance lets one more through. So a full account is asked once in a while, not by
/// everyone who waits.
/// </summary>
internal sealed class SubmitRoom(int most, TimeProvider time, Random random)
{
    private const double FirstPause = 500;
    private const double LongestPause = 8_000;

    private readonly Lock gate = new();
    private int limit = most;
    private double pause = FirstPause;
    private long closedUntil;

    public int Most { get; } = most;

    /// <returns>How many submissions may be on the wire right now.</returns>
    public int Limit()
    {
        lock (gate)
            return Now() < closedUntil ? 0 : limit;
    }

    public void Accepted()
    {
        lock (gate)
        {
            limit = Math.Min(Most, limit + 1);
            pause = FirstPause;
        }
    }

    /// <summary>A task of ours has ended, so the provider may have room again.</summary>
    public void Freed()
    {
        lock (gate)
            closedUntil = 0;
    }

    /// <returns>When to try again, Unix milliseconds.</returns>
    public long Throttled()
    {
        lock (gate)
        {
            var now = Now();
            if (now < closedUntil)
                return closedUntil;
            limit = Math.Max(1, limit / 2);
            closedUntil = now + (long)(pause * (0.5 + random.NextDouble()));
            pause = Math.Min(LongestPause, pause * 2);
            return closedUntil;
        }
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
