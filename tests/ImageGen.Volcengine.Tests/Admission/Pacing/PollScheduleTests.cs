using ImageGen.Catalogue;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Admission.Pacing;

/// <summary>When results are asked for, on virtual time and from the same dice each time.</summary>
public sealed class PollScheduleTests
{
    private const double MostQuestions = 8;
    private const double MostLateness = 0.05;

    private readonly PollSchedule schedule = new(ModelCatalogue.BuiltIn());
    private readonly Random dice = new(2026);

    [Theory]
    [InlineData(3, 1)]
    [InlineData(3, 30)]
    [InlineData(10, 1)]
    [InlineData(10, 30)]
    [InlineData(30, 1)]
    [InlineData(30, 30)]
    public void A_known_model_is_asked_at_most_eight_times_a_job_and_its_results_are_seen_in_time(double seconds, int atOnce)
    {
        var known = Run(600, _ => Around(seconds), atOnce).Skip(100).ToList();

        Assert.InRange(known.Questions(), 1, MostQuestions);
        Assert.InRange(known.Lateness(), 0, 0.03);
        // Nobody asks before the fastest could be done.
        Assert.InRange(schedule.Next(Commands.Model, startedAt: 0, now: 0), 700 * seconds, 900 * seconds);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void The_catalogues_figure_may_be_far_off(double seconds)
    {
        var first = Run(20, _ => Around(seconds));

        Assert.InRange(first.Questions(), 1, 10);
        Assert.InRange(first.Lateness(), 0, 0.08);
    }

    [Fact]
    public void A_model_that_takes_always_the_same_is_asked_when_it_is_done()
    {
        var known = Run(200, _ => 5_000).Skip(60).ToList();

        Assert.InRange(known.Questions(), 1, 3);
        Assert.InRange(known.Lateness(), 0, 0.01);
    }

    [Fact]
    public void A_provider_that_answers_at_once_is_asked_at_once()
    {
        var known = Run(40, _ => 0).Skip(20).ToList();

        Assert.Equal(1, known.Questions());
        Assert.All(known, task => Assert.InRange(task.Late, PollSchedule.Shortest, 8));
    }

    [Fact]
    public void Two_kinds_of_tasks_are_asked_when_the_one_or_the_other_is_done()
    {
        var known = Run(400, _ => dice.NextDouble() < 0.7 ? Around(5) : Around(25)).Skip(100).ToList();

        Assert.InRange(known.Questions(), 1, MostQuestions);
        Assert.InRange(known.Lateness(), 0, MostLateness);
    }

    [Theory]
    [InlineData(20, 10)]
    [InlineData(10, 20)]
    public void A_model_that_has_changed_is_learned_anew(double before, double after)
    {
        var tasks = Run(400, n => Around(n < 200 ? before : after));

        var known = tasks.Skip(250).ToList();
        Assert.InRange(known.Questions(), 1, MostQuestions);
        Assert.InRange(known.Lateness(), 0, MostLateness);
    }

    [Fact]
    public void Beyond_all_that_was_seen_it_is_asked_ever_less_and_once_a_minute_at_last()
    {
        for (var n = 0; n < 40; n++)
            Learn(seconds: 10);
        var waits = new[] { 11.0, 15, 30, 120, 3_600 }.Select(Wait).ToList();

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[0], 500, 700);
        Assert.Equal(60_000, waits[^1]);
    }

    [Fact]
    public void A_result_that_was_found_long_after_it_was_there_teaches_nothing()
    {
        for (var n = 0; n < 3; n++)
            Learn(seconds: 10);
        var before = Wait(0);

        schedule.Learn(Commands.Model, startedAt: 0, pendingAt: 5_000, doneAt: 3_600_000);
        schedule.Learn(Commands.Model, startedAt: 0, pendingAt: null, doneAt: 3_600_000);

        Assert.Equal(before, Wait(0));
        Assert.InRange(schedule.MedianSeconds(Commands.Model), 9, 11);
    }

    [Fact]
    public void What_a_model_takes_is_learned_and_one_odd_time_does_not_count()
    {
        Assert.Equal(ModelCatalogue.BuiltIn().Models.Single(model => model.Id == Commands.Model).TypicalSeconds, schedule.MedianSeconds(Commands.Model));

        for (var n = 0; n < 8; n++)
            Learn(seconds: 5);
        schedule.Learn(Commands.Model, startedAt: 0, pendingAt: 999_000, doneAt: 1_000_000);

        Assert.Equal(5, schedule.MedianSeconds(Commands.Model), tolerance: 0.02);
    }

    [Fact]
    public void After_answers_that_say_nothing_the_pause_doubles_up_to_five_minutes()
    {
        long[] pauses = [.. new[] { 0, 1, 2, 3, 8, 9, 1_000 }.Select(faults => PollSchedule.AfterFault(now: 0, faults))];

        Assert.Equal([2_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000], pauses);
        Assert.Equal(6_000, PollSchedule.AfterFault(now: 0, faults: 1, stretch: 3));
    }

    [Fact]
    public void A_provider_that_was_asked_too_often_is_asked_less() =>
        Assert.Equal(2 * Wait(0), schedule.Next(Commands.Model, startedAt: 0, now: 0, stretch: 2));

    private IReadOnlyList<VirtualTask> Run(int tasks, Func<int, double> takes, int atOnce = 1) => new VirtualModel(schedule, takes).Run(tasks, atOnce);

    /// <returns>Milliseconds, evenly spread over 30 % to both sides.</returns>
    private double Around(double seconds) => 1_000 * seconds * (0.7 + (0.6 * dice.NextDouble()));

    private void Learn(double seconds) =>
        schedule.Learn(Commands.Model, startedAt: 0, pendingAt: (long)(seconds * 1_000) - 100, doneAt: (long)(seconds * 1_000) + 100);

    private long Wait(double age) => schedule.Next(Commands.Model, startedAt: 0, now: (long)(age * 1_000)) - (long)(age * 1_000);
}
