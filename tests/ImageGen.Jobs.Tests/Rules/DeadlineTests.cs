using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;

using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

public sealed class DeadlineTests
{
    private const long Day = 24 * 60 * Minute;

    [Fact]
    public void A_job_that_waits_too_long_expires_and_says_why()
    {
        var job = Job();
        Assert.Same(job, JobRules.Expire(job, Now + Day - 1));
        var expired = JobRules.Expire(job, Now + Day);
        Assert.Equal(JobStatus.Expired, expired.Status);
        Assert.Equal("queue_deadline", expired.EndCode);
        Assert.Contains(expired.Outbox, entry => entry.Type == "CancelGeneration");
    }

    [Fact]
    public void The_deadline_runs_from_the_latest_submission()
    {
        var job = Job(2).After(Started(0), Started(1));
        Assert.Equal(Now + 2000 + (15 * Minute), job.ExpiresAt);
        Assert.Equal("expired", JobRules.Expire(job, job.ExpiresAt!.Value).EndCode);
    }

    [Fact]
    public void Parts_that_wait_for_room_have_the_queues_deadline_while_nothing_runs() =>
        Assert.Equal(Now + Day, Job(2).After(Started(0), Generated(0)).ExpiresAt);

    [Fact]
    public void A_call_that_waits_again_has_the_queues_deadline_once_more()
    {
        var job = Job().After(OnTheWire(0, submission: 1, attempt: 1));
        Assert.Equal(Now + 1000 + Minute + (15 * Minute), job.ExpiresAt);
        var waits = job.After(Deferred(0));
        Assert.Equal((JobStatus.Queued, Now + Day, null), (waits.Status, waits.ExpiresAt, waits.StartedAt));
        var again = waits.After(OnTheWire(0, submission: 2, attempt: 1));
        Assert.Equal((JobStatus.Running, Now + 1000 + (2 * Minute) + (15 * Minute)), (again.Status, again.ExpiresAt));
        Assert.Equal(Now + 1000 + (2 * Minute), again.StartedAt);
    }

    [Fact]
    public void What_is_taken_back_does_not_wait_for_the_deadline_of_the_provider()
    {
        var job = Job().After(OnTheWire(0, 1, 1), Deferred(0));
        Assert.Same(job, JobRules.Expire(job, Now + Day - 1));
        Assert.Equal("queue_deadline", JobRules.Expire(job, Now + Day).EndCode);
    }

    [Fact]
    public void A_job_being_stored_has_no_deadline_because_it_is_paid() =>
        Assert.Null(Job().After(Started(0), Generated(0)).ExpiresAt);

    [Fact]
    public void A_job_that_waits_for_a_person_has_no_deadline() =>
        Assert.Null(Job().After(Unknown(0)).ExpiresAt);

    [Fact]
    public void An_ended_job_does_not_expire()
    {
        var job = Job().After(Failed(0));
        Assert.Same(job, JobRules.Expire(job, long.MaxValue));
    }
}
