using System.Collections.Concurrent;
using ImageGen.Catalogue;

namespace ImageGen.Volcengine.Admission.Pacing;

/// <summary>
/// When to ask for a result: as the model's plan says, which follows from the times that this process has seen. Beyond it, and while
/// none was seen, each wait is a quarter of the time gone.
/// </summary>
internal sealed class PollSchedule(ModelCatalogue catalogue)
{
    /// <summary>Milliseconds between two questions. Only a provider that answers almost at once is asked so often.</summary>
    public const double Shortest = 4;

    private const double Longest = 60_000;

    /// <summary>The least wait beyond the plan, as a part of what a task takes.</summary>
    private const double LeastWait = 1.0 / 16;

    private const double Growth = 0.25;
    private const long FirstPause = 2_000;
    private const long LongestPause = 300_000;
    private const double UnknownSeconds = 20;

    private readonly ConcurrentDictionary<string, SeenTimes> seen = new();

    /// <param name="startedAt">When it was accepted, Unix milliseconds.</param>
    /// <param name="stretch">How many times as long to wait as usual.</param>
    /// <returns>When to ask next, Unix milliseconds.</returns>
    public long Next(string model, long startedAt, long now, double stretch = 1)
    {
        var times = Times(model);
        var age = Math.Max(0, now - startedAt);
        return now + (long)Math.Ceiling(Wait(times, age) * stretch);
    }

    /// <summary>The question brought nothing about the task: it is asked again, after a pause that doubles.</summary>
    /// <param name="faults">How often in a row; at first it may be 0 or 1.</param>
    /// <param name="stretch">How many times as long to wait as usual.</param>
    /// <returns>When to ask again, Unix milliseconds.</returns>
    public static long AfterFault(long now, int faults, double stretch = 1) =>
        now + (long)Math.Min(LongestPause, (FirstPause << Math.Clamp(faults - 1, 0, 10)) * stretch);

    /// <param name="pendingAt">When the provider last said that it was not done; null where it was done when first asked for.</param>
    /// <param name="doneAt">When it was seen to be done.</param>
    public void Learn(string model, long startedAt, long? pendingAt, long doneAt) =>
        Times(model).Add(pendingAt - startedAt, Math.Max(0, doneAt - startedAt));

    public double MedianSeconds(string model) => Times(model).Median / 1_000;

    private static double Wait(SeenTimes times, double age)
    {
        var ages = times.Plan.Ages;
        foreach (var planned in ages)
        {
            if (planned - age >= Math.Max(Shortest, times.LeastGap))
                return planned - age;
        }

        var beyond = age - (ages is [.., var last] ? last : 0);
        return Math.Clamp(Math.Max(times.Median * LeastWait, beyond * Growth), Shortest, Longest);
    }

    private SeenTimes Times(string model) =>
        seen.GetOrAdd(model, id => new SeenTimes(1_000 * (catalogue.TryGet(id, out var profile) ? profile.TypicalSeconds : UnknownSeconds)));
}
