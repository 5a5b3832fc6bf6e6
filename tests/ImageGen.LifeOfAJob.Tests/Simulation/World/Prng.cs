namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>SplitMix64: the same seed gives the same numbers on every machine and runtime.</summary>
internal sealed class Prng(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <returns>0 to <paramref name="bound"/> - 1.</returns>
    public int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Both inclusive.</summary>
    public long Between(long low, long high) => low + (long)(Next() % (ulong)(high - low + 1));

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    /// <returns>The index of one of the weights.</returns>
    public int Weighted(params ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;
        var at = Below(total);
        var chosen = 0;
        while (at >= weights[chosen])
            at -= weights[chosen++];
        return chosen;
    }
}
