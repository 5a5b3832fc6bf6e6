using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging;

namespace ImageGen.Jobs.Tests.Rules;

/// <summary>Pictures that others see only when a reviewer has approved them.</summary>
public sealed class ReviewTests
{
    private const string Picture = "img_1_1_0";

    private static readonly PictureReview Approval = new(ReviewState.Approved, Decision: 0) { By = "usr_eve" };
    private static readonly PictureReview Rejection = new(ReviewState.Rejected, Decision: 0) { By = "usr_eve", Reason = "A logo." };

    private static Job Held(int count = 1) => JobRules.Accept(Some.Order(count) with { HeldFor = "usr_bob", CreatedBy = "usr_bob" }, Some.JobId, "tem_design", Some.Now);

    [Theory]
    [InlineData(nameof(ReviewedUsers.Off), "tem_design", true, false)]
    [InlineData(nameof(ReviewedUsers.Chosen), "tem_design", true, true)]
    [InlineData(nameof(ReviewedUsers.Chosen), "tem_design", false, false)]
    [InlineData(nameof(ReviewedUsers.All), "tem_design", false, true)]
    [InlineData(nameof(ReviewedUsers.All), "usr_bob", true, false)]
    [InlineData(nameof(ReviewedUsers.All), "local", true, false)]
    public void A_job_is_held_where_others_would_see_it_and_the_setting_says_so(string whose, string space, bool isChosen, bool isHeld) =>
        Assert.Equal(isHeld ? "usr_bob" : null, JobRules.HeldFor(Enum.Parse<ReviewedUsers>(whose), space, "usr_bob", isChosen));

    [Fact]
    public void Whom_it_is_held_for_goes_with_every_command_of_every_attempt()
    {
        var job = Held(2);
        Assert.Equal("usr_bob", Sent<GenerateImage>(job)[^1].HeldFor);
        Assert.Equal("usr_bob", Sent<CancelGeneration>(JobRules.Cancel(job, Some.Now))[^1].HeldFor);
        var retried = JobRules.Retry(job.After(Some.Failed(0), Some.Failed(1)), acceptPossibleCharge: false, Some.Now);
        Assert.Equal((2, "usr_bob"), (Sent<GenerateImage>(retried)[^1].Attempt, Sent<GenerateImage>(retried)[^1].HeldFor));
    }

    [Fact]
    public void A_picture_waits_from_the_moment_it_is_stored_and_one_that_is_not_held_never()
    {
        Assert.Null(Held().After(Some.Generated(0)).Pictures[0].Review);
        Assert.Equal(PictureReview.Waits, Held().After(Some.Stored(0), Some.Generated(0)).Pictures[0].Review);
        Assert.Null(Some.Job().After(Some.Stored(0)).Pictures[0].Review);
    }

    [Fact]
    public void A_decision_is_counted_told_and_replaced_by_a_later_one()
    {
        var job = JobRules.Review(Held().After(Some.Stored(0)), Picture, Approval, Some.Now + Some.Minute);
        Assert.Equal(Approval with { Decision = 1, At = Some.Now + Some.Minute }, job.Pictures[0].Review);
        Assert.Equal((1, true), Told(job));

        var rejected = JobRules.Review(job, Picture, Rejection, Some.Now + (2 * Some.Minute));
        Assert.Equal(Rejection with { Decision = 2, At = Some.Now + (2 * Some.Minute) }, rejected.Pictures[0].Review);
        Assert.Equal((2, false), Told(rejected));
        Assert.Equal(job.Revision + 1, rejected.Revision);
        Assert.All(Sent<ImageReviewed>(rejected), message => Assert.Equal(2, message.Decision));
    }

    [Fact]
    public void A_decision_is_told_at_once_and_three_times_more_within_a_day()
    {
        var job = JobRules.Review(Held().After(Some.Stored(0)), Picture, Approval, Some.Now);
        Assert.Equal(
            [null, Some.Now + Some.Minute, Some.Now + (60 * Some.Minute), Some.Now + (24 * 60 * Some.Minute)],
            job.Outbox.Where(entry => entry.Type == nameof(ImageReviewed)).Select(entry => entry.NotBefore));
    }

    [Fact]
    public void The_same_decision_again_is_said_again_and_changes_nothing_else()
    {
        var once = JobRules.Review(Held().After(Some.Stored(0)), Picture, Rejection, Some.Now);
        var twice = JobRules.Review(once with { Outbox = [] }, Picture, Rejection with { By = "usr_cleo" }, Some.Now + Some.Minute);
        Assert.Equal(once.Pictures, twice.Pictures);
        Assert.Equal((once.Revision, once.ChangedAt), (twice.Revision, twice.ChangedAt));
        Assert.Equal((1, false), Told(twice));
    }

    [Fact]
    public void What_is_not_held_or_not_there_can_not_be_decided_on()
    {
        var job = Some.Job().After(Some.Stored(0));
        Assert.Same(job, JobRules.Review(job, Picture, Approval, Some.Now));
        var held = Held();
        Assert.Same(held, JobRules.Review(held, Picture, Approval, Some.Now));
    }

    [Fact]
    public void A_fact_that_comes_again_does_not_take_a_decision_back()
    {
        var job = JobRules.Review(Held().After(Some.Stored(0)), Picture, Approval, Some.Now);
        Assert.Equal(ReviewState.Approved, job.After(Some.Stored(0), Some.Generated(0)).Pictures[0].Review!.State);
    }

    private static (int, bool) Told(Job job) => Sent<ImageReviewed>(job)[^1] is var message ? (message.Decision, message.Approved) : default;

    private static List<T> Sent<T>(Job job) => [.. job.Outbox.Select(MessageTypes.Read).OfType<T>()];
}
