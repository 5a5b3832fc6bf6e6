using System.Collections.Concurrent;
using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// Draws moments at which requests may go out: evenly spaced, never more than a second ahead, so that the requests of all
/// replicas together keep a rate. A moment that is not used is lost, not saved up.
/// </summary>
internal sealed class Rates(SharedDocuments<Rate> rates, TimeProvider time)
{
    private const long Horizon = 1_000;

    /// <summary>A replica that needs many draws so many seconds' worth at a time.</summary>
    private const double Chunk = 0.25;

    private readonly ConcurrentDictionary<string, Stash> stashes = new();

    /// <returns>How many could be drawn now.</returns>
    public async Task<int> AvailableAsync(string key, double perSecond, CancellationToken cancellationToken) =>
        Count(await rates.ReadAsync(key, cancellationToken), perSecond, time.UnixMilliseconds(), int.MaxValue);

    /// <returns>Unix milliseconds, at most a second from now; fewer than asked for, or none, where others have drawn before.</returns>
    public async Task<IReadOnlyList<long>> DrawAsync(string key, double perSecond, int most, CancellationToken cancellationToken)
    {
        IReadOnlyList<long> moments = [];
        await rates.ChangeAsync(
            key,
            rate =>
            {
                var now = time.UnixMilliseconds();
                var (start, step, count) = (First(rate, now), 1_000 / perSecond, Count(rate, perSecond, now, most));
                moments = [.. Enumerable.Range(0, count).Select(i => start + (long)(i * step))];
                return count == 0 ? rate : rate with { NextAt = start + (long)Math.Ceiling(count * step) };
            },
            cancellationToken);
        return moments;
    }

    /// <summary>Returns when one request may go out.</summary>
    public async Task WaitAsync(string key, double perSecond, CancellationToken cancellationToken)
    {
        var stash = stashes.GetOrAdd(key, _ => new Stash());
        long moment;
        // Not cancelled here, and yet short: whoever holds the gate stops by the same token.
        await stash.Gate.WaitAsync(CancellationToken.None);
        try
        {
            while (!stash.TryTake(time.UnixMilliseconds() - Horizon, out moment))
            {
                foreach (var drawn in await DrawAsync(key, perSecond, (int)Math.Ceiling(perSecond * Chunk), cancellationToken))
                    stash.Moments.Enqueue(drawn);
                if (stash.Moments.Count == 0)
                    await Task.Delay(TimeSpan.FromMilliseconds(Horizon / 4), time, cancellationToken);
            }
        }
        finally
        {
            stash.Gate.Release();
        }

        if (moment - time.UnixMilliseconds() is > 0 and var wait)
            await Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellationToken);
    }

    /// <summary>
    /// The provider refused a request that our count allowed: nobody asks for a second. Requests that were on the wire together are refused
    /// together, so this happens at most once in a second.
    /// </summary>
    public Task SlowDownAsync(string key, CancellationToken cancellationToken) => rates.ChangeAsync(
        key,
        rate => time.UnixMilliseconds() is var now && SharedMoments.IsToCome(rate.SlowedAt + Horizon, now) ? rate : rate with { NextAt = Math.Max(First(rate, now), now + Horizon), SlowedAt = now },
        cancellationToken);

    private static long First(Rate rate, long now) => SharedMoments.IsToCome(rate.NextAt, now) ? rate.NextAt : now;

    private static int Count(Rate rate, double perSecond, long now, int most)
    {
        var ahead = now + Horizon - First(rate, now);
        return ahead <= 0 ? 0 : (int)Math.Min(most, Math.Ceiling(ahead * perSecond / 1_000));
    }

    private sealed class Stash
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public Queue<long> Moments { get; } = [];

        public bool TryTake(long oldest, out long moment)
        {
            while (Moments.TryDequeue(out moment))
            {
                if (moment >= oldest)
                    return true;
            }

            return false;
        }
    }
}
