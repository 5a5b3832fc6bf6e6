using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;

using static ImageGen.Jobs.Tests.Support.Some;

namespace ImageGen.Jobs.Tests.Rules;

public sealed class StatusTests
{
    public static TheoryData<string, string> Table => new()
    {
        { "", "Queued" },
        { "started0", "Running" },
        { "generated0", "Running" },
        { "generated0 generated1", "Storing" },
        { "generated0 stored0 generated1", "Storing" },
        { "stored0 generated1", "Storing" },
        { "generated0 failed1", "Storing" },
        { "stored0 stored1", "Succeeded" },
        { "stored0 failed1", "PartiallySucceeded" },
        { "stored0 gone1", "PartiallySucceeded" },
        { "failed0 failed1", "Failed" },
        { "failed0 gone1", "Failed" },
        { "failed0", "Running" },
        { "unknown0", "NeedsAttention" },
        { "unknown0 stored1", "NeedsAttention" },
        { "unknown0 started0", "Running" },
        { "onthewire0", "Running" },
        { "onthewire0 unknown0", "NeedsAttention" },
        { "onthewire0 unknown0 started0", "Running" },
        { "onthewire0 stored0 unknown1", "NeedsAttention" },
        { "unknown0 generated0 generated1", "Storing" },
        { "unknown0 failed0 stored1", "PartiallySucceeded" },
        { "stopped0 stored1", "PartiallySucceeded" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Two_pictures_make_this_status(string facts, string status) =>
        Assert.Equal(status, Job(2).After(facts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Fact)).Status.ToString());

    [Fact]
    public void A_new_job_carries_its_command()
    {
        var entry = Assert.Single(Job(3).Outbox);
        Assert.Equal("GenerateImage", entry.Type);
        Assert.Equal([0, 1, 2], entry.Body.GetProperty("indices").EnumerateArray().Select(index => index.GetInt32()));
    }

    [Fact]
    public void A_fact_of_an_attempt_that_never_was_is_ignored()
    {
        var job = Job();
        Assert.Same(job, job.Fold(Stored(0, attempt: 2)));
        Assert.Same(job, job.Fold(Stored(5)));
        Assert.Same(job, job.Fold(Started(0, attempt: 7)));
    }

    [Fact]
    public void A_picture_of_an_older_attempt_adds_itself_and_its_bill_and_no_status()
    {
        var retried = JobRules.Retry(Job().After(Unknown(0)), acceptPossibleCharge: true, Now);
        var late = retried.After(Generated(0), Stored(0));
        Assert.Equal(JobStatus.Queued, late.Status);
        var picture = late.Pictures[0];
        Assert.Equal(PictureState.Stored, picture.State);
        Assert.True(picture.Late);
        Assert.True(picture.Billed);
        Assert.Equal(JobStatus.Failed, late.After(Failed(0, attempt: 2)).Status);
    }

    [Fact]
    public void A_picture_after_the_end_is_late_and_changes_no_status()
    {
        var expired = JobRules.Expire(Job().After(Started(0)), Now + (20 * Minute));
        var late = expired.After(Generated(0), Stored(0));
        Assert.Equal(JobStatus.Expired, late.Status);
        Assert.True(late.Pictures[0].Late);
        Assert.True(late.Settled);
        Assert.Equal(expired.FinishedAt, late.FinishedAt);
    }

    [Fact]
    public void A_delivered_picture_keeps_a_job_unsettled_until_it_is_stored()
    {
        var job = JobRules.Cancel(Job().After(Started(0)), Now).After(Generated(0));
        Assert.False(job.Settled);
        Assert.NotNull(job.NudgeAt);
        Assert.True(job.After(Stored(0)).Settled);
    }

    [Fact]
    public void A_picture_after_a_refusal_is_not_thrown_away()
    {
        var failed = Job().After(Failed(0));
        Assert.True(failed.Settled);
        var made = failed.After(Generated(0));
        Assert.False(made.Settled);
        var stored = made.After(Stored(0));
        Assert.Equal(JobStatus.Failed, stored.Status);
        Assert.True(stored.Settled);
        Assert.True(stored.Pictures[0].Late);
        Assert.Null(stored.Pictures[0].Error);
    }

    private static object Fact(string text) => (text[..^1], text[^1] - '0') switch
    {
        ("started", var index) => Started(index),
        ("onthewire", var index) => OnTheWire(index),
        ("generated", var index) => Generated(index),
        ("stored", var index) => Stored(index),
        ("failed", var index) => Failed(index),
        ("gone", var index) => Gone(index),
        ("unknown", var index) => Unknown(index),
        ("stopped", var index) => Stopped(index),
        _ => throw new ArgumentException(text, nameof(text)),
    };
}
