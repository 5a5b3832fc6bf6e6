namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>The time of the whole world, in Unix milliseconds. It passes only when nothing is left to happen now.</summary>
internal sealed class Clock
{
    public const long Start = 1_800_000_000_000;

    public long Now { get; set; } = Start;

    /// <summary>For traces: seconds since the beginning.</summary>
    public override string ToString() => $"{(Now - Start) / 1000.0,10:0.000}";
}
