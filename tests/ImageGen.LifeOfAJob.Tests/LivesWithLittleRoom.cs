using System.Globalization;
using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Lives of jobs of two or three calls with an account that takes one at a time, over two workers: slots are taken, lost with
/// their holders, and freed. <c>LIVES</c> says how many (2,000); <c>LITTLE_ROOM_SEED</c> lives that one alone.
/// </summary>
public sealed class LivesWithLittleRoom(ITestOutputHelper output)
{
    [Fact]
    public void No_two_run_at_a_time_and_nobody_waits_for_ever()
    {
        if (ulong.TryParse(Environment.GetEnvironmentVariable("LITTLE_ROOM_SEED"), CultureInfo.InvariantCulture, out var seed))
        {
            var life = new Life(LifePlan.AnyWithLittleRoom(seed) with { TraceLength = 10_000 }).Run();
            output.WriteLine(life.Report());
            Assert.True(life.Witness.Violation is null, life.Report());
            return;
        }
        var lives = ulong.TryParse(Environment.GetEnvironmentVariable("LIVES"), CultureInfo.InvariantCulture, out var asked) ? asked : 2_000;
        for (ulong each = 1; each <= lives; each++)
        {
            var life = new Life(LifePlan.AnyWithLittleRoom(each)).Run();
            Assert.True(life.Witness.Violation is null, life.Report());
        }
    }
}
