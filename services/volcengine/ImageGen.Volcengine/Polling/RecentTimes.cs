namespace ImageGen.Volcengine.Polling;

/// <summary>The median of the last times of something, in seconds. One odd time does not move it.</summary>
/// <param name="expected">Counts as if it had been seen a few times.</param>
internal sealed class RecentTimes(double expected)
{
    private const int Kept = 31;
    private const int Expectations = 3;

    private readonly Lock gate = new();
    private readonly Queue<double> times = new(Enumerable.Repeat(expected, Expectations));

    public double Median { get; private set; } = expected;

    public void Add(double seconds)
    {
        lock (gate)
        {
            times.Enqueue(seconds);
            while (times.Count > Kept)
                times.Dequeue();
            Median = times.Order().ElementAt(times.Count / 2);
        }
    }
}
