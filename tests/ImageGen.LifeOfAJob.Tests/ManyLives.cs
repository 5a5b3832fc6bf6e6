using System.Diagnostics;
using System.Globalization;
using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Lives of all kinds with up to half a dozen faults. <c>LIVES</c> says how many (10,000); <c>SEED</c> lives that one alone, and
/// shows all of it.
/// </summary>
public sealed class ManyLives(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_nothing_is_paid_twice_and_nothing_is_lost()
    {
        var lives = int.TryParse(Environment.GetEnvironmentVariable("LIVES"), CultureInfo.InvariantCulture, out var asked) ? asked : 10_000;
        var watch = Stopwatch.StartNew();
        var steps = 0L;
        foreach (var seed in Seeds.UpTo(lives))
        {
            var life = new Life(LifePlan.Any(seed) with { TraceLength = Seeds.Only is null ? 60 : 10_000 }).Run();
            Assert.True(life.Witness.Violation is null, life.Report());
            steps += life.Steps;
            if (Seeds.Only is not null)
                output.WriteLine(life.Report());
        }
        output.WriteLine($"{lives} lives, {steps / (double)lives:0} steps each, {lives / watch.Elapsed.TotalSeconds:0} lives a second");
    }
}
