using System.Collections.Concurrent;
using ImageGen.LifeOfAJob.Tests.Simulation.Flaws;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Lives with something wrong in the platform, until one of them shows it.</summary>
internal static class FlawedLives
{
    private const int MostLives = 12_000;

    /// <param name="expected">What it must break; others are only mentioned.</param>
    public static Finding Until(Flaw flaw, Invariant expected)
    {
        var others = new ConcurrentDictionary<Invariant, int>();
        var found = new ConcurrentQueue<(ulong Seed, Violation Violation)>();
        var lives = 0;
        ParallelLives.Each(Seeds.UpTo(MostLives), seed =>
        {
            if (!found.IsEmpty)
                return;
            Interlocked.Increment(ref lives);
            if (new Life(AnyLife.Of(seed) with { Flaw = flaw }).Run().Witness.Violation is not { } violation)
                return;
            if (violation.Invariant == expected && IsSound(seed, expected))
                found.Enqueue((seed, violation));
            else
                others.AddOrUpdate(violation.Invariant, 1, (_, before) => before + 1);
        });
        var first = found.OrderBy(each => each.Seed).FirstOrDefault();
        return new Finding(lives, first.Seed, first.Violation, string.Join(", ", others.OrderBy(other => other.Key).Select(other => $"{other.Key} ({other.Value})")));
    }

    /// <summary>Without the flaw nothing of the kind happens: it is the flaw that was noticed.</summary>
    private static bool IsSound(ulong seed, Invariant expected) => new Life(AnyLife.Of(seed)).Run().Witness.Violation?.Invariant != expected;

    /// <param name="Lives">So many were lived.</param>
    /// <param name="Violation">Null where none showed it.</param>
    /// <param name="Others">What else was broken.</param>
    internal sealed record Finding(int Lives, ulong Seed, Violation? Violation, string Others)
    {
        public override string ToString() => Violation is null
            ? $"{Lives} lives, and only these were noticed: {Others}"
            : $"{Violation.Invariant} after {Lives} lives (seed {Seed}): {Violation.Message}{(Others.Length > 0 ? $"; on the way {Others}" : "")}";
    }
}
