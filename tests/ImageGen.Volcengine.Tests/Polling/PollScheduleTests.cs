using ImageGen.Catalogue;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Polling;

public sealed class PollScheduleTests
{
    private readonly PollSchedule schedule = new(ModelCatalogue.BuiltIn());

    [Fact]
    public void It_is_asked_most_often_about_when_a_picture_usually_comes_and_ever_less_after()
    {
        var typical = schedule.MedianSeconds(Commands.Model);
        var waits = new[] { 0, typical / 2, typical, typical * 3, typical * 10, typical * 100 }.Select(Wait).ToList();

        Assert.Equal(waits.Min(), waits[2]);
        Assert.True(waits[0] > waits[1] && waits[1] > waits[2] && waits[2] < waits[3] && waits[3] < waits[4]);
        Assert.Equal(60_000, waits[5]);
    }

    [Fact]
    public void What_a_model_takes_is_learned_and_one_odd_time_does_not_count()
    {
        for (var n = 0; n < 8; n++)
            schedule.Learn(Commands.Model, startedAt: 0, lastPending: 4_000, now: 6_000);
        schedule.Learn(Commands.Model, startedAt: 0, lastPending: 999_000, now: 1_000_000);

        Assert.Equal(5, schedule.MedianSeconds(Commands.Model));
    }

    [Fact]
    public void A_provider_that_was_asked_too_often_is_asked_less() =>
        Assert.Equal(2 * Wait(0), schedule.Next(Commands.Model, startedAt: 0, now: 0, stretch: 2));

    private long Wait(double age) => schedule.Next(Commands.Model, startedAt: 0, now: (long)(age * 1_000)) - (long)(age * 1_000);
}
