using static ImageGen.Jobs.Tests.Some;

namespace ImageGen.Jobs.Tests;

public sealed class RetryTests
{
    [Theory]
    [InlineData("queued", true, "StillOpen")]
    [InlineData("running", true, "StillOpen")]
    [InlineData("storing", true, "StillOpen")]
    [InlineData("succeeded", true, "NothingMissing")]
    [InlineData("failed", false, null)]
    [InlineData("partial", false, null)]
    [InlineData("canceled", false, null)]
    [InlineData("expired", false, null)]
    [InlineData("unknown", false, "PossibleCharge")]
    [InlineData("unknown", true, null)]
    [InlineData("closed while unknown", false, "PossibleCharge")]
    [InlineData("unknown, then refused", false, null)]
    [InlineData("canceled, but made", true, "PicturesArriving")]
    [InlineData("canceled, but stored", true, "NothingMissing")]
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
    public void A_retry_cancels_the_attempt_before_it_in_the_same_write()
    {
        var job = JobRules.Retry(Job().After(Unknown(0)), acceptPossibleCharge: true, Now);
        Assert.True(job.Attempts[0].Canceled);
        Assert.Equal(
            ["GenerateImage:1", "CancelGeneration:1", "GenerateImage:2"], job.Outbox.Select(entry => entry.Key));
        Assert.False(job.After(Stored(0, attempt: 2)).Settled, "the first attempt is still open");
        Assert.True(job.After(Stored(0, attempt: 2), Abandoned(0, final: true)).Settled);
    }

    [Fact]
    public void A_retry_gets_new_deadlines()
    {
        var later = Now + (1000 * Minute);
        var job = JobRules.Retry(JobRules.Expire(Job(), long.MaxValue), acceptPossibleCharge: false, later);
        Assert.Equal(later + (24 * 60 * Minute), job.ExpiresAt);
    }

    [Fact]
    public void A_refused_retry_that_is_made_all_the_same_throws() =>
        Assert.Throws<InvalidOperationException>(() => JobRules.Retry(Job(), acceptPossibleCharge: true, Now));

    private static Job In(string state) => state switch
    {
        "queued" => Job(),
        "running" => Job().After(Started(0)),
        "storing" => Job().After(Generated(0)),
        "succeeded" => Job().After(Stored(0)),
        "failed" => Job().After(Failed(0)),
        "partial" => Job(2).After(Failed(0), Stored(1)),
        "canceled" => JobRules.Cancel(Job(), Now),
        "expired" => JobRules.Expire(Job(), long.MaxValue),
        "unknown" => Job().After(Unknown(0)),
        "closed while unknown" => JobRules.Cancel(Job().After(Unknown(0)), Now).After(Abandoned(0)),
        "unknown, then refused" => Job().After(Unknown(0), Failed(0)),
        "canceled, but made" => JobRules.Cancel(Job(), Now).After(Generated(0)),
        "canceled, but stored" => JobRules.Cancel(Job(), Now).After(Generated(0), Stored(0)),
        _ => throw new ArgumentException(state, nameof(state)),
    };
}
