using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Lives of all kinds, with all kinds of troubles. <c>LIVES</c> says how many (10,000); <c>SEED</c> lives that one alone, and shows all
/// of it.
/// </summary>
[Collection<Alone>]
public sealed class ManyLivesTests(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_nothing_is_paid_twice_and_nothing_is_lost()
    {
        if (Seeds.Only is { } only)
        {
            var life = new Life(AnyLife.Of(only) with { TraceLength = LifePlan.LongTrace }).Run();
            output.WriteLine(life.Report());
            Assert.True(life.Witness.Violation is null, life.Report());
            return;
        }

        var lives = int.TryParse(Environment.GetEnvironmentVariable("LIVES"), CultureInfo.InvariantCulture, out var asked) ? asked : 10_000;
        var watch = Stopwatch.StartNew();
        var steps = 0L;
        var failures = new ConcurrentQueue<string>();
        ParallelLives.Each(Seeds.UpTo(lives), seed =>
        {
            if (!failures.IsEmpty)
                return;
            var life = new Life(AnyLife.Of(seed)).Run();
            Interlocked.Add(ref steps, life.Steps);
            if (life.Witness.Violation is not null)
                failures.Enqueue(life.Report());
        });
        output.WriteLine($"{lives} lives, {steps / (double)lives:0} steps each, {lives / watch.Elapsed.TotalSeconds:0} lives a second");
        Assert.True(failures.IsEmpty, failures.FirstOrDefault());
    }

    /// <summary>Else a seed that was printed would be worth nothing.</summary>
    [Fact]
    public void The_same_seed_is_the_same_life()
    {
        foreach (var seed in Seeds.UpTo(100))
            Assert.Equal(new Life(AnyLife.Of(seed)).Run().Trace.Hash, new Life(AnyLife.Of(seed)).Run().Trace.Hash);
    }
}
