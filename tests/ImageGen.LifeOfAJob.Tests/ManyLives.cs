using System.Diagnostics;
using System.Globalization;
using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Lives of all kinds with up to half a dozen faults. <c>LIVES</c> says how many (10,000); <c>SEED</c> lives that one alone.
/// </summary>
public sealed class ManyLives(ITestOutputHelper output)
{
    [Fact]
    public void Whatever_happens_nothing_is_paid_twice_and_nothing_is_lost()
    {
        if (ulong.TryParse(Environment.GetEnvironmentVariable("SEED"), CultureInfo.InvariantCulture, out var seed))
        {
            var life = new Life(LifePlan.Any(seed) with { TraceLength = 10_000 }).Run();
            output.WriteLine(life.Report());
            Assert.True(life.Witness.Violation is null, life.Report());
            return;
        }
        var lives = ulong.TryParse(Environment.GetEnvironmentVariable("LIVES"), CultureInfo.InvariantCulture, out var asked) ? asked : 10_000;
        var watch = Stopwatch.StartNew();
        var steps = 0L;
        for (ulong each = 1; each <= lives; each++)
        {
            var life = new Life(LifePlan.Any(each)).Run();
            Assert.True(life.Witness.Violation is null, life.Report());
            steps += life.Steps;
        }
        output.WriteLine($"{lives} lives, {steps / (double)lives:0} steps each, {lives / watch.Elapsed.TotalSeconds:0} lives a second");
    }
}
