using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging;
using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

public sealed class CancelTests
{
    [Fact]
    public void A_cancel_ends_the_job_and_asks_the_worker()
    {
        var job = JobRules.Cancel(Job(), Now);
        Assert.Equal(JobStatus.Canceled, job.Status);
        Assert.Equal(Cancellation.Pending, job.Current.Cancellation);
        Assert.False(job.Settled);
        Assert.Contains(job.Outbox, entry => entry.Type == "CancelGeneration");
    }

    [Fact]
    public void A_cancel_takes_back_the_command_that_has_not_left()
    {
        Assert.Equal(["CancelGeneration:1"], JobRules.Cancel(Job(), Now).Outbox.Select(entry => entry.Key));
        Assert.Equal(["CancelGeneration:1"], JobRules.Expire(Job(), long.MaxValue).Outbox.Select(entry => entry.Key));
    }

    [Fact]
    public void A_cancel_says_whose_wish_it_is()
    {
        Assert.Equal(CancelReason.Person, WhyOf(JobRules.Cancel(Job(), Now)));
        Assert.Equal(CancelReason.Person, WhyOf(JobRules.Cancel(Job().After(Unknown(0)), Now)));
        Assert.Equal(CancelReason.Deadline, WhyOf(JobRules.Expire(Job(), long.MaxValue)));
        Assert.Equal(CancelReason.Superseded, WhyOf(JobRules.Retry(Job().After(Unknown(0)), acceptPossibleCharge: true, Now)));
    }

    /// <summary>An older version wrote no reason, and a clock may have been behind it.</summary>
    [Fact]
    public void What_an_older_version_canceled_is_asked_about_without_a_reason()
    {
        var old = JobRules.Cancel(Job(), Now);
        old = old with { Outbox = [], Attempts = [old.Current with { CanceledFor = null }] };
        Assert.Null(WhyOf(JobRules.Nudge(old, Now)));
    }

    [Fact]
    public void Only_the_worker_makes_it_stopped()
    {
        var job = JobRules.Cancel(Job(2), Now).After(Stopped(0));
        Assert.Equal(Cancellation.Pending, job.Current.Cancellation);
        Assert.Equal(Cancellation.Stopped, job.After(Stopped(1)).Current.Cancellation);
    }

    [Fact]
    public void What_was_stopped_never_began_whatever_was_said_of_its_call()
    {
        var job = JobRules.Cancel(Job().After(OnTheWire(0)), Now);
        Assert.NotNull(job.StartedAt);
        Assert.Null(job.After(Stopped(0)).StartedAt);
    }

    [Fact]
    public void A_picture_that_comes_makes_it_charged()
    {
        var job = JobRules.Cancel(Job(2), Now).After(Generated(0));
        Assert.Equal(Cancellation.Charged, job.Current.Cancellation);
        Assert.Equal(Cancellation.Charged, job.After(Stored(0), Stopped(1)).Current.Cancellation);
    }

    [Fact]
    public void A_refusal_after_the_submission_is_not_called_stopped() =>
        Assert.Equal(Cancellation.Unknown, JobRules.Cancel(Job(), Now).After(Failed(0)).Current.Cancellation);

    [Fact]
    public void A_given_up_submission_says_unknown_and_pends_again_when_its_id_turns_up()
    {
        var job = JobRules.Cancel(Job().After(Unknown(0)), Now).After(Abandoned(0));
        Assert.Equal(Cancellation.Unknown, job.Current.Cancellation);
        Assert.False(job.Settled);
        Assert.Equal(Cancellation.Pending, job.After(Started(0)).Current.Cancellation);
        Assert.True(job.After(Abandoned(0, final: true)).Settled);
    }

    [Fact]
    public void Closing_an_unknown_job_makes_it_failed_and_gives_its_attempt_up()
    {
        var job = JobRules.Cancel(Job().After(Unknown(0)), Now);
        Assert.Equal(JobStatus.Failed, job.Status);
        Assert.Equal("closed", job.EndCode);
        Assert.True(job.Current.Canceled);
        Assert.Contains(job.Outbox, entry => entry.Type == "CancelGeneration");
    }

    [Fact]
    public void Closing_a_job_that_has_a_picture_keeps_it() =>
        Assert.Equal(JobStatus.PartiallySucceeded, JobRules.Cancel(Job(2).After(Unknown(0), Stored(1)), Now).Status);

    private static string? WhyOf(Job job) =>
        ((CancelGeneration)MessageTypes.Read(job.Outbox.Single(entry => entry.Type == nameof(CancelGeneration)))).Why;

    [Fact]
    public void An_ended_job_can_not_be_canceled()
    {
        var job = Job().After(Stored(0));
        Assert.Same(job, JobRules.Cancel(job, Now));
    }
}
