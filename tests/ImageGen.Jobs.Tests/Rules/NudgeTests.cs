using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging;
using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

public sealed class NudgeTests
{
    [Fact]
    public void An_open_attempt_asks_with_the_command_exactly_as_it_was()
    {
        var job = Job(2);
        var first = Assert.Single(job.Outbox);
        var nudged = JobRules.Nudge((job with { Outbox = [] }).After(Started(0)), Now + (5 * Minute));
        Assert.Equal(first.Body.ToString(), Assert.Single(nudged.Outbox).Body.ToString());
    }

    [Fact]
    public void A_canceled_attempt_asks_with_the_cancel_and_never_with_the_command()
    {
        var nudged = JobRules.Nudge(JobRules.Cancel(Job(), Now) with { Outbox = [] }, Now);
        Assert.Equal("CancelGeneration", Assert.Single(nudged.Outbox).Type);
    }

    [Fact]
    public void Each_attempt_that_is_not_closed_asks_for_itself()
    {
        var job = JobRules.Retry(Job().After(Unknown(0)), acceptPossibleCharge: true, Now) with { Outbox = [] };
        Assert.Equal(["CancelGeneration:1", "GenerateImage:2"], JobRules.Nudge(job, Now).Outbox.Select(entry => entry.Key));
        var closed = job.After(Failed(0));
        Assert.Equal(["GenerateImage:2"], JobRules.Nudge(closed, Now).Outbox.Select(entry => entry.Key));
    }

    [Fact]
    public void Pauses_grow_from_two_minutes_to_thirty_and_begin_again_when_something_is_heard()
    {
        var job = Job();
        Assert.Equal(Now + (2 * Minute), job.NudgeAt);
        var pauses = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            job = JobRules.Nudge(job, Now);
            pauses.Add((job.NudgeAt!.Value - Now) / Minute);
        }
        Assert.Equal([4, 8, 16, 30, 30], pauses);
        Assert.Equal(Now + (3 * Minute), job.Fold(Started(0), Now + Minute).NudgeAt);
    }

    [Fact]
    public void While_the_broker_is_away_nudges_do_not_pile_up()
    {
        var job = Enumerable.Range(0, 20).Aggregate(Job(), (seen, _) => JobRules.Nudge(seen, Now));
        Assert.Single(job.Outbox);
    }

    [Fact]
    public void A_nudge_is_no_change_that_people_see() =>
        Assert.Equal(Job().Revision, JobRules.Nudge(Job(), Now).Revision);

    [Fact]
    public void A_settled_job_asks_nothing()
    {
        var job = Job().After(Stored(0));
        Assert.Same(job, JobRules.Nudge(job, Now));
    }

    [Fact]
    public void The_command_says_until_when_it_may_be_submitted()
    {
        var command = (GenerateImage)MessageTypes.Read(Job().Outbox[0]);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(Now).AddDays(1), command.NotAfter);
    }
}
