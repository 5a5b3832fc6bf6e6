using System.Collections.Concurrent;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// When to ask for a result: seldom while it can't be there yet, often around the time a picture usually takes, ever less
/// after it. What it usually takes is the median of what this process has seen, at first with the catalogue's figure in it.
/// </summary>
internal sealed class PollSchedule(ModelCatalogue catalogue)
{
    // Only a provider that answers almost at once is asked so often; how often an account is asked is the poll budget's matter.
    private const double Shortest = 0.02;
    private const double Longest = 60;

    private readonly ConcurrentDictionary<string, RecentTimes> seen = new();

    /// <param name="stretch">How many times as long to wait as usual.</param>
    /// <returns>Unix milliseconds.</returns>
    public long Next(string model, long startedAt, long now, double stretch = 1)
    {
        var typical = MedianSeconds(model);
        var age = (now - startedAt) / 1000.0;
        var wait = Math.Clamp(Math.Max(Math.Abs(age - typical) / 10, typical / 24), Shortest, Longest);
        return now + (long)(wait * stretch * 1000);
    }

    /// <param name="lastPending">When it was last seen unfinished; null where it was finished when first asked for.</param>
    public void Learn(string model, long startedAt, long? lastPending, long now) =>
        Times(model).Add(Math.Max(0, (((lastPending ?? startedAt) + now) / 2.0 - startedAt) / 1000));

    /// <summary>The provider could not be asked: no sooner than in the ordinary interval, and not at once.</summary>
    public long AfterFault(string model, long startedAt, long now, double stretch = 1) =>
        Math.Max(Next(model, startedAt, now, stretch), now + 2_000);

    public double MedianSeconds(string model) => Times(model).Median;

    private RecentTimes Times(string model) =>
        seen.GetOrAdd(model, id => new RecentTimes(catalogue.TryGet(id, out var profile) ? profile.TypicalSeconds : 20));
}
