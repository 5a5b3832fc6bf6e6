using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging;
using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

public sealed class RetryTests
{
    [Theory]
    [InlineData("queued", true, "StillOpen")]
    [InlineData("running", true, "StillOpen")]
    [InlineData("storing", true, "StillOpen")]
    [InlineData("waits again", true, "StillOpen")]
    [InlineData("succeeded", true, "NothingMissing")]
    [InlineData("failed", false, null)]
    [InlineData("partial", false, null)]
    [InlineData("lost", false, null)]
    [InlineData("canceled, not answered", false, "PossibleCharge")]
    [InlineData("canceled, not answered", true, null)]
    [InlineData("canceled, stopped", false, null)]
    [InlineData("canceled while running", true, "PicturesArriving")]
    [InlineData("canceled, but made", true, "PicturesArriving")]
    [InlineData("canceled, but stored", true, "NothingMissing")]
    [InlineData("expired in the queue", false, "PossibleCharge")]
    [InlineData("expired while running", true, "PicturesArriving")]
    [InlineData("expired while on the wire", true, "PicturesArriving")]
    [InlineData("expired, then failed", false, null)]
    [InlineData("unknown", false, "PossibleCharge")]
    [InlineData("unknown", true, null)]
    [InlineData("closed while unknown", false, "PossibleCharge")]
    [InlineData("closed, and forgotten by the provider", false, null)]
    [InlineData("closed, then turned up", true, "PicturesArriving")]
    [InlineData("unknown, then refused", false, null)]
    [InlineData("retried and failed while the first turned up", true, "PicturesArriving")]
    [InlineData("retried and failed while the first is in doubt", false, "PossibleCharge")]
    public void A_retry_is_refused_for_a_reason(string state, bool accepted, string? refusal) =>
        Assert.Equal(refusal, JobRules.RefusalOfRetry(In(state), accepted)?.ToString());

    [Fact]
    public void A_retry_asks_only_for_what_is_missing()
    {
        var job = JobRules.Retry(Job(3).After(Stored(0), Failed(1), Stored(2)), acceptPossibleCharge: false, Now);
        Assert.Equal(JobStatus.Queued, job.Status);
        Assert.Equal(2, job.Attempt);
        Assert.Equal([1], job.Current.Indices);
        Assert.Null(job.FinishedAt);
        Assert.Null(job.EndCode);
        Assert.Equal(JobStatus.Succeeded, job.After(Stored(1, attempt: 2)).Status);
        Assert.Equal(JobStatus.PartiallySucceeded, job.After(Failed(1, attempt: 2)).Status);
    }

    [Fact]
    public void Consent_is_for_the_places_in_doubt_and_what_is_about_to_come_is_not_ordered()
    {
        var job = JobRules.Cancel(Job(6).After(Stored(0), Started(1), Unknown(2), Generated(3), Failed(4)), Now);
        var plan = RetryPlan.Of(job);
        Assert.Equal([2, 4, 5], plan.Places);
        Assert.Equal([2, 5], plan.PossibleCharge);
        Assert.Equal([new AwaitedPlace(1, 1), new AwaitedPlace(1, 3)], plan.Awaits);
        Assert.Equal([2, 4], RetryPlan.Of(job.After(Stopped(5))).Places.Except([5]));
        Assert.Equal([2], RetryPlan.Of(job.After(Stopped(5))).PossibleCharge);
    }

    [Fact]
    public void What_waits_in_a_living_attempt_is_left_to_it()
    {
        var job = JobRules.Retry(Job(2).After(Unknown(0)), acceptPossibleCharge: true, Now);
        Assert.Equal([0], job.Current.Indices);
        Assert.Equal([new AwaitedPlace(1, 1)], job.Current.Awaits);
        Assert.Equal(JobStatus.Running, job.After(Started(1)).Status);
    }

    [Fact]
    public void A_place_left_to_the_first_attempt_decides_with_the_others()
    {
        var job = JobRules.Retry(Job(2).After(Unknown(0), Started(1)), acceptPossibleCharge: true, Now);
        Assert.Equal(JobStatus.Running, job.Status);
        var stored = job.After(Generated(1), Stored(1));
        Assert.False(stored.Pictures[1].Late);
        Assert.Equal(JobStatus.Running, stored.Status);
        Assert.Equal(JobStatus.Succeeded, stored.After(Stored(0, attempt: 2)).Status);
        Assert.Equal(JobStatus.PartiallySucceeded, job.After(Failed(1), Stored(0, attempt: 2)).Status);
        var onTheWire = JobRules.Retry(Job(2).After(Unknown(0), OnTheWire(1)), acceptPossibleCharge: true, Now);
        Assert.Equal(JobStatus.NeedsAttention, onTheWire.After(Unknown(1)).Status);
    }

    [Fact]
    public void A_picture_that_was_ordered_anew_decides_nothing_though_its_attempt_decides_for_another_place()
    {
        var job = JobRules.Retry(Job(2).After(Unknown(0), Started(1)), acceptPossibleCharge: true, Now);
        var late = job.After(Started(0), Generated(0), Stored(0), Stored(1), Failed(0, attempt: 2));
        Assert.Equal(JobStatus.PartiallySucceeded, late.Status);
        Assert.Equal([true, false], late.Pictures.Take(2).Select(picture => picture.Late));
    }

    [Fact]
    public void Only_the_places_that_are_ordered_anew_are_superseded_in_the_same_write()
    {
        var job = JobRules.Retry(Job(2).After(Unknown(0), Started(1)) with { Outbox = [] }, acceptPossibleCharge: true, Now);
        Assert.False(job.Attempts[0].Canceled);
        Assert.Equal(["CancelGeneration:1 [0] superseded", "GenerateImage:1 [1]", "GenerateImage:2 [0]"], Asked(job));
        Assert.Equal(["CancelGeneration:1 [0] superseded", "GenerateImage:1 [1]", "GenerateImage:2 [0]"], Asked(JobRules.Nudge(job with { Outbox = [] }, Now)));
        Assert.Equal(["CancelGeneration:1 [0] superseded", "GenerateImage:2 [0]"], Asked(JobRules.Nudge(job.After(Stored(1)) with { Outbox = [] }, Now)));
        Assert.False(job.After(Stored(1), Stored(0, attempt: 2)).Settled, "the first attempt is still in doubt about its place");
        Assert.True(job.After(Stored(1), Stored(0, attempt: 2), Abandoned(0, final: true)).Settled);
    }

    [Fact]
    public void Whoever_supersedes_a_place_of_a_group_gives_up_its_call()
    {
        var group = Order(3);
        var begun = JobRules.Accept(group with { Request = group.Request with { Group = true } }, JobId, "ada", Now) with { Outbox = [] };
        var job = JobRules.Retry(
            begun.After(Generated([0], [0]), Unknown(0) with { Indices = [1, 2] }), acceptPossibleCharge: true, Now);
        Assert.Equal([1, 2], job.Current.Indices);
        Assert.Equal([new AwaitedPlace(1, 0)], job.Current.Awaits);
        Assert.Equal(["CancelGeneration:1 [0 1 2] superseded", "GenerateImage:2 [1 2]"], Asked(job));
    }

    [Fact]
    public void A_second_cancel_is_for_all_that_is_still_open_whichever_attempt_makes_it()
    {
        var retried = JobRules.Retry(Job(2).After(Unknown(0), Started(1)), acceptPossibleCharge: true, Now) with { Outbox = [] };
        var job = JobRules.Cancel(retried, Now);
        Assert.Equal(["CancelGeneration:1 [0 1] person", "CancelGeneration:2 [0] person"], Asked(job));
        Assert.Equal(Cancellation.Pending, job.After(Stopped(0, attempt: 2)).Current.Cancellation);
        Assert.Equal(Cancellation.Charged, job.After(Stopped(0, attempt: 2), Generated(1)).Current.Cancellation);
    }

    [Fact]
    public void A_deadline_does_not_take_a_persons_wish_back()
    {
        var canceled = JobRules.Cancel(Job(2).After(Started(0)), Now).After(Stopped(1));
        var retried = JobRules.Retry(canceled, acceptPossibleCharge: false, Now) with { Outbox = [] };
        Assert.Equal(["CancelGeneration:1 [0 1] person", "CancelGeneration:2 [1] deadline"], Asked(JobRules.Expire(retried, retried.ExpiresAt!.Value)));
    }

    [Fact]
    public void A_retry_gives_what_it_waits_for_the_whole_time_anew()
    {
        var started = Job(2).After(Started(0));
        var expired = JobRules.Expire(started, started.ExpiresAt!.Value).After(Stopped(1));
        var later = Now + (1000 * Minute);
        var job = JobRules.Retry(expired, acceptPossibleCharge: false, later);
        Assert.Equal((JobStatus.Running, later + (15 * Minute)), (job.Status, job.ExpiresAt));
        Assert.Equal(later + (24 * 60 * Minute), job.After(Generated(0)).ExpiresAt);
    }

    [Fact]
    public void A_retry_gets_new_deadlines()
    {
        var later = Now + (1000 * Minute);
        var job = JobRules.Retry(JobRules.Expire(Job(), long.MaxValue).After(Stopped(0)), acceptPossibleCharge: false, later);
        Assert.Equal(later + (24 * 60 * Minute), job.ExpiresAt);
    }

    [Fact]
    public void A_refused_retry_that_is_made_all_the_same_throws() =>
        Assert.Throws<InvalidOperationException>(() => JobRules.Retry(Job(), acceptPossibleCharge: true, Now));

    private static IEnumerable<string> Asked(Job job) => job.Outbox.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => MessageTypes.Read(entry) switch
    {
        GenerateImage command => $"{entry.Key} [{string.Join(' ', command.Indices)}]",
        CancelGeneration cancel => $"{entry.Key} [{string.Join(' ', cancel.Indices)}] {cancel.Why}",
        _ => entry.Key,
    });

    private static Job Expired(Job job) => JobRules.Expire(job, long.MaxValue);

    private static Job Retried(Job job) => JobRules.Retry(job, acceptPossibleCharge: true, Now);

    private static Job In(string state) => state switch
    {
        "queued" => Job(),
        "running" => Job().After(Started(0)),
        "storing" => Job().After(Generated(0)),
        "waits again" => Job().After(OnTheWire(0, 1, 1), Deferred(0)),
        "succeeded" => Job().After(Stored(0)),
        "failed" => Job().After(Failed(0)),
        "partial" => Job(2).After(Failed(0), Stored(1)),
        "lost" => Job().After(Started(0), Failed(0, billed: null, code: "lost")),
        "canceled, not answered" => JobRules.Cancel(Job(), Now),
        "canceled, stopped" => JobRules.Cancel(Job(), Now).After(Stopped(0)),
        "canceled while running" => JobRules.Cancel(Job().After(Started(0)), Now),
        "canceled, but made" => JobRules.Cancel(Job(), Now).After(Generated(0)),
        "canceled, but stored" => JobRules.Cancel(Job(), Now).After(Generated(0), Stored(0)),
        "expired in the queue" => Expired(Job()),
        "expired while running" => Expired(Job(3).After(Started(0), Started(1), Started(2))),
        "expired while on the wire" => Expired(Job().After(OnTheWire(0))),
        "expired, then failed" => Expired(Job().After(Started(0))).After(Failed(0)),
        "unknown" => Job().After(Unknown(0)),
        "closed while unknown" => JobRules.Cancel(Job().After(Unknown(0)), Now).After(Abandoned(0)),
        "closed, and forgotten by the provider" => JobRules.Cancel(Job().After(Unknown(0)), Now).After(Abandoned(0, final: true)),
        "closed, then turned up" => JobRules.Cancel(Job().After(Unknown(0)), Now).After(Abandoned(0), Started(0)),
        "unknown, then refused" => Job().After(Unknown(0), Failed(0)),
        "retried and failed while the first turned up" => Retried(Job().After(Unknown(0))).After(Started(0), Failed(0, attempt: 2)),
        "retried and failed while the first is in doubt" => Retried(Job().After(Unknown(0))).After(Abandoned(0), Failed(0, attempt: 2)),
        _ => throw new ArgumentException(state, nameof(state)),
    };
}
