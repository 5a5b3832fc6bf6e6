using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Jobs.Tests.Rules;

/// <summary>What goes for good, step by step.</summary>
public sealed class PurgeTests
{
    private const string First = "img_1_1_0";
    private const string Second = "img_1_1_1";
    private const long Hour = 60 * Some.Minute;
    private const long Day = 24 * Hour;

    /// <summary>Ended a minute after <see cref="Some.Now"/>, with two pictures that are stored.</summary>
    private static Job Settled() => Some.Job(2).After(Some.Stored(0), Some.Stored(1)) with { Outbox = [] };

    [Fact]
    public void What_is_marked_nobody_finds_and_it_stays_in_no_index()
    {
        var job = JobRules.Purge(Settled() with { Tags = ["a"], Title = "fox", Favorite = true, Batch = "bat_1" }, Some.Now + Hour);

        Assert.False(job.IsThere);
        var fields = Job.Documents.Fields.Where(field => field.Value(job) is not null).Select(field => field.Name);
        Assert.Equal([JobFields.Favorite, JobFields.PurgeAt, JobFields.Trashed], fields.Order(StringComparer.Ordinal));
        Assert.Equal(Some.Now + Hour, job.DeletedAt);
        Assert.All(job.Pictures, picture => Assert.False(picture.IsThere));
        Assert.Same(job, JobRules.Purge(job, Some.Now + Day));
    }

    [Fact]
    public void A_job_that_has_not_ended_is_not_marked() =>
        Assert.Throws<InvalidOperationException>(() => JobRules.Purge(Some.Job(), Some.Now));

    [Fact]
    public void Storage_is_asked_after_a_pause_and_again_until_it_has_answered_for_each()
    {
        var job = JobRules.Purge(Settled(), Some.Now + Hour);
        var at = Some.Now + Hour + JobRules.PurgePause;
        Assert.Same(job, JobRules.PurgeOn(job, isHeld: false, at - 1));

        var asked = JobRules.PurgeOn(job, isHeld: false, at);
        Assert.Equal([First, Second], Asked(asked));
        Assert.Equal("ada", Sent<PurgeImages>(asked).Single().Owner);

        var half = Answered(asked with { Outbox = [] }, First);
        var again = JobRules.PurgeOn(half, isHeld: false, asked.PurgeAt!.Value);
        Assert.Equal([Second], Asked(again));
        Assert.True(again.PurgeAt - asked.PurgeAt > asked.PurgeAt - at, "the pauses grow");
        Assert.Null(again.Purge!.DoneAt);

        var all = Answered(again, Second);
        var gone = JobRules.PurgeOn(all, isHeld: false, all.PurgeAt!.Value);
        Assert.Equal(all.PurgeAt, gone.Purge!.DoneAt);
    }

    [Fact]
    public void What_is_left_keeps_the_id_and_nothing_else_that_was_anybodys()
    {
        var trace = new Audited { Id = Guid.NewGuid(), At = DateTimeOffset.UnixEpoch, Actor = "usr_a", Action = AuditActions.JobPurged };
        var job = JobRules.Purge(Settled() with { Title = "fox", Tags = ["a"], Metadata = new Dictionary<string, string> { ["a"] = "b" } }, Some.Now + Hour);
        var gone = Forgotten(job with { Outbox = job.Outbox.With(trace) });

        Assert.Equal(Some.JobId, gone.Id);
        Assert.Equal(("", "", 0, 0), (gone.Request.Prompt, gone.Request.Model, gone.Tags.Count, gone.Metadata.Count));
        Assert.Null(gone.Title);
        Assert.Empty(gone.Pictures);
        Assert.Equal(trace, Assert.Single(Sent<Audited>(gone)) with { Details = trace.Details });
        Assert.Null(PurgedAt(gone));
        Assert.Equal(gone.Purge!.DoneAt, PurgedAt(gone with { Outbox = [] }));
        foreach (var fact in new object[] { Some.Generated(0), Some.Stored(0), Some.Failed(0), Some.Unknown(0), Some.Delayed(0), Some.Started(0), new ImagePurged { JobId = Some.JobId, ImageId = First } })
            Assert.Same(gone, gone.Fold(fact));
        Assert.Same(gone, JobRules.PurgeOn(gone, isHeld: false, Some.Now + (100 * Day)));
        Assert.Same(gone, JobRules.Nudge(gone, Some.Now + (100 * Day)));
    }

    [Fact]
    public void A_picture_that_somebody_builds_on_waits()
    {
        var job = JobRules.Purge(Settled(), Some.Now + Hour);
        for (var round = 0; round < 5; round++)
        {
            var next = JobRules.PurgeOn(job, isHeld: true, job.PurgeAt!.Value);
            Assert.Empty(Sent<PurgeImages>(next));
            Assert.Equal(job.PurgeAt + JobRules.PurgePause, next.PurgeAt);
            job = next;
        }

        Assert.Equal([First, Second], Asked(JobRules.PurgeOn(job, isHeld: false, job.PurgeAt!.Value)));
    }

    [Fact]
    public void A_job_that_is_not_settled_waits_and_what_comes_late_goes_with_it()
    {
        var open = JobRules.Cancel(Some.Job(2).After(Some.Started(0), Some.Started(1)), Some.Now + Some.Minute);
        var job = JobRules.Purge(open, Some.Now + Hour);
        job = JobRules.PurgeOn(job, isHeld: false, job.PurgeAt!.Value);
        Assert.Empty(Sent<PurgeImages>(job));
        Assert.NotNull(job.NudgeAt);

        job = job.After(Some.Stored(0), Some.Stored(1));

        Assert.True(job.Settled);
        Assert.Equal(2, job.Pictures.Count(picture => picture.Billed == true));
        Assert.Equal([First, Second], Asked(JobRules.PurgeOn(job, isHeld: false, job.PurgeAt!.Value)));
    }

    [Theory]
    [InlineData("failed", 14)]
    [InlineData("unknown", 15 * 24)]
    [InlineData("stopped", 0)]
    [InlineData("gone", 0)]
    public void The_mark_of_a_job_whose_bill_may_still_grow_stays_whole_for_as_long(string end, int hours)
    {
        object fact = end switch
        {
            "failed" => Some.Failed(1),
            "unknown" => Some.Abandoned(1, final: true),
            "stopped" => Some.Stopped(1),
            _ => Some.Gone(1),
        };
        var settled = Some.Job(2).After(Some.Stored(0), fact);
        var job = AllAnswered(JobRules.Purge(settled, Some.Now + Some.Minute));

        var next = JobRules.PurgeOn(job, isHeld: false, job.PurgeAt!.Value);

        Assert.Equal(hours == 0, next.Purge!.DoneAt is not null);
        if (hours == 0)
            return;
        var end14 = settled.FinishedAt!.Value + (hours * Hour);
        Assert.Equal(end14, next.PurgeAt);
        Assert.Equal(end14, JobRules.PurgeOn(next, isHeld: false, end14).Purge!.DoneAt);
    }

    [Fact]
    public void A_picture_that_turns_out_to_be_paid_after_all_is_billed_and_gone()
    {
        var job = AllAnswered(JobRules.Purge(Some.Job(2).After(Some.Stored(0), Some.Failed(1)), Some.Now + Some.Minute));

        var late = job.After(Some.Generated(1));
        Assert.False(late.Settled);
        Assert.Null(JobRules.PurgeOn(late, isHeld: false, late.PurgeAt!.Value).Purge!.DoneAt);

        var told = late.After(new ImagePurged { JobId = Some.JobId, ImageId = Second });
        Assert.True(told.Settled);
        Assert.Equal((PictureState.Gone, true), (told.Pictures[1].State, told.Pictures[1].Billed));
    }

    [Fact]
    public void One_picture_goes_and_its_job_stays_as_it_was()
    {
        var seen = Settled();
        var job = JobRules.Purge(JobRules.Label(seen, First, new JobLabels("fox", ["a"], Favorite: true), Some.Now), First, Some.Now + Hour);
        Assert.True(job.IsThere);
        Assert.Null(job.Pictures[0].Title);
        Assert.Equal((0, false), (job.Pictures[0].Tags.Count, job.Pictures[0].Favorite));
        Assert.Same(job, JobRules.Purge(job, First, Some.Now + Day));
        Assert.Same(job, JobRules.Restore(job, First, Some.Now + Day));

        var asked = JobRules.PurgeOn(job, isHeld: false, job.PurgeAt!.Value);
        Assert.Equal([First], Asked(asked));
        var answered = Answered(asked, First);
        var done = JobRules.PurgeOn(answered, isHeld: false, answered.PurgeAt!.Value);

        Assert.Null(done.PurgeAt);
        Assert.Equal((JobStatus.Succeeded, true, true), (done.Status, done.Settled, done.IsThere));
        Assert.True(done.Pictures[1].IsThere);
        Assert.Equal(2, done.Pictures.Count(picture => picture.Billed == true));
    }

    [Fact]
    public void What_was_not_marked_is_gone_by_nobodys_word()
    {
        var job = Settled();
        Assert.Same(job, job.After(new ImagePurged { JobId = Some.JobId, ImageId = First }));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Time_marks_what_was_thrown_away_before_its_moment(long after, bool isMarked)
    {
        var cutoff = Some.Now + Day;
        var job = JobRules.Delete(Settled(), cutoff + after);
        Assert.Equal(isMarked, JobRules.PurgeOld(job, cutoff, cutoff + Day).Purge is not null);
        var picture = JobRules.Delete(Settled(), Second, cutoff + after);
        var next = JobRules.PurgeOld(picture, cutoff, cutoff + Day);
        Assert.Equal((true, isMarked), (next.Pictures[0].IsThere, !next.Pictures[1].IsThere));
        Assert.Equal(isMarked ? (long?)null : cutoff + after, JobRules.TrashedSince(next));
    }

    [Fact]
    public void Time_marks_nothing_that_is_kept_nor_anything_while_some_of_it_may_still_come()
    {
        var job = Settled();
        Assert.Same(job, JobRules.PurgeOld(job, Some.Now + Day, Some.Now + Day));
        var open = JobRules.Delete(JobRules.Cancel(Some.Job().After(Some.Started(0)), Some.Now), Some.Now);
        Assert.Same(open, JobRules.PurgeOld(open, Some.Now + Day, Some.Now + Day));
        Assert.NotNull(JobRules.PurgeOld(open.After(Some.Stored(0)), Some.Now + Day, Some.Now + Day).Purge);
    }

    [Fact]
    public void A_job_holds_the_pictures_that_it_builds_on_until_it_is_settled()
    {
        var order = Some.Order() with { Request = Some.Order().Request with { References = [" img_2_1_0 ", "https://example.com/a.png", "upl_x"] } };
        var job = JobRules.Accept(order, Some.JobId, "ada", Some.Now);
        Assert.Equal([JobTerms.OfInput("img_2_1_0")], JobRules.PinsOf(job));
        Assert.Single(JobRules.PinsOf(JobRules.Cancel(job, Some.Now)));
        Assert.Empty(JobRules.PinsOf(job.After(Some.Stored(0))));
    }

    private static Job Answered(Job job, string imageId) => job.After(new ImagePurged { JobId = job.Id, ImageId = imageId });

    private static Job AllAnswered(Job job) => Answered(Answered(job, First), Second);

    private static Job Forgotten(Job job)
    {
        var all = AllAnswered(job);
        return JobRules.PurgeOn(all, isHeld: false, all.PurgeAt!.Value);
    }

    private static object? PurgedAt(Job job) => Job.Documents.Fields.Single(field => field.Name == JobFields.PurgedAt).Value(job);

    private static IReadOnlyList<string> Asked(Job job) => Assert.Single(Sent<PurgeImages>(job)).ImageIds;

    private static List<T> Sent<T>(Job job) => [.. job.Outbox.Select(MessageTypes.Read).OfType<T>()];
}
