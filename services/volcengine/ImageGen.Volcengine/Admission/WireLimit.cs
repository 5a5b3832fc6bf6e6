using System.Collections.Concurrent;
using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// How many submissions of one model this process may have on the wire by one account. Where no limit is configured it finds
/// one: a refusal for want of room closes the door for a moment and halves what is let through after it; each acceptance lets
/// one more through. So a full account is asked once in a while, not by everyone who waits.
/// </summary>
internal sealed class WireLimit(int most, TimeProvider time, Random random)
{
    private const double FirstPause = 500;
    private const double LongestPause = 8_000;

    private readonly Lock gate = new();
    private readonly int most = most;
    private int limit = most;
    private int inHand;
    private double pause = FirstPause;
    private long closedUntil;

    /// <summary>Submissions that were let through and have not ended.</summary>
    public int InHand
    {
        get
        {
            lock (gate)
                return inHand;
        }
    }

    /// <summary>How many more may be let through right now.</summary>
    public int Free
    {
        get
        {
            lock (gate)
                return time.UnixMilliseconds() < closedUntil ? 0 : Math.Max(0, limit - inHand);
        }
    }

    public void Enter()
    {
        lock (gate)
            inHand++;
    }

    public void Leave()
    {
        lock (gate)
            inHand--;
    }

    public void Accepted()
    {
        lock (gate)
        {
            limit = Math.Min(most, limit + 1);
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
            var now = time.UnixMilliseconds();
            if (now < closedUntil)
                return closedUntil;
            limit = Math.Max(1, limit / 2);
            closedUntil = now + (long)(pause * (0.5 + random.NextDouble()));
            pause = Math.Min(LongestPause, pause * 2);
            return closedUntil;
        }
    }
}

/// <summary>The limits of this process.</summary>
/// <param name="most">Submissions on the wire at a time in each of them.</param>
internal sealed class WireLimits(int most, TimeProvider time, Random random)
{
    private readonly ConcurrentDictionary<(string Credential, string Model), WireLimit> limits = new();

    public WireLimit Of(string credentialId, string model) => limits.GetOrAdd((credentialId, model), _ => new WireLimit(most, time, random));
}
