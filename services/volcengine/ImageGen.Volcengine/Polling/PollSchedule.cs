using System.Collections.Concurrent;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Polling;

/// <summary>
/// When to ask for a result: seldom while it can't be there yet, often around the time a picture usually takes, ever less
/// after it. What it usually takes is the catalogue's figure at first, then what this process has seen.
/// </summary>
internal sealed class PollSchedule(ModelCatalogue catalogue)
{
    private const double Shortest = 0.1;
    private const double Longest = 10;
    private const double LearningRate = 0.3;

    private readonly ConcurrentDictionary<string, double> typicalSeconds = new();

    /// <returns>Unix milliseconds.</returns>
    public long Next(string model, long startedAt, long now)
    {
        var typical = Typical(model);
        var age = (now - startedAt) / 1000.0;
        var wait = Math.Clamp(Math.Max(Math.Abs(age - typical) / 6, typical / 16), Shortest, Longest);
        return now + (long)(wait * 1000);
    }

    /// <param name="lastPending">When it was last seen unfinished; null where it was finished when first asked for.</param>
    public void Learn(string model, long startedAt, long? lastPending, long now)
    {
        var seconds = (((lastPending ?? startedAt) + now) / 2.0 - startedAt) / 1000;
        typicalSeconds[model] = Typical(model) * (1 - LearningRate) + Math.Max(0, seconds) * LearningRate;
    }

    /// <summary>The provider could not be asked: no sooner than in the ordinary interval, and not at once.</summary>
    public long AfterFault(string model, long startedAt, long now) => Math.Max(Next(model, startedAt, now), now + 2_000);

    private double Typical(string model) =>
        typicalSeconds.TryGetValue(model, out var learned) ? learned : catalogue.TryGet(model, out var profile) ? profile.TypicalSeconds : 20;
}
