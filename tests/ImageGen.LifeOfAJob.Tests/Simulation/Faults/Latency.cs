namespace ImageGen.LifeOfAJob.Tests.Simulation.Faults;

/// <summary>How long things take, in milliseconds: mostly little, now and then much, so that each may overtake any other.</summary>
internal sealed class Latency(Life life)
{
    /// <param name="isAway">Then the driver tries for a while before it gives up.</param>
    public long OfStore(bool isAway) => isAway ? life.Prng.Between(1_000, 33_000) : Draw(1, 8);

    public long OfBroker() => Draw(1, 15);

    public long OfProvider() => Draw(20, 150);

    public long OfPictures() => Draw(10, 100);

    /// <summary>Reading what a job works from takes as long as the plan says.</summary>
    public long OfObjects(string what) =>
        what.StartsWith("read uploads/", StringComparison.Ordinal) && life.Plan.InputReads is { } slow ? slow : Draw(2, 40);

    private long Draw(long low, long high) => life.Plan.IsSwift ? life.Prng.Between(low, high) : life.Prng.Weighted(85, 12, 3) switch
    {
        0 => life.Prng.Between(low, high),
        1 => life.Prng.Between(high, high * 20),
        _ => life.IsCalm ? high : life.Prng.Between(high * 20, 3_000),
    };
}
