using ImageGen.LifeOfAJob.Tests.Simulation;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// Lives in which the calls of each model stand in each other's way: slots are taken, lost with their holders, and freed. <c>SEED</c>
/// lives one seed alone.
/// </summary>
public sealed class LivesWithLittleRoomTests
{
    private const int Lives = 1_000;

    [Fact]
    public void No_two_run_at_a_time_and_nobody_waits_for_ever()
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = new Life(AnyLife.WithLittleRoom(seed) with { TraceLength = Seeds.Only is null ? LifePlan.ShortTrace : LifePlan.LongTrace }).Run();
            Assert.True(life.Witness.Violation is null, life.Report());
        }
    }
}
