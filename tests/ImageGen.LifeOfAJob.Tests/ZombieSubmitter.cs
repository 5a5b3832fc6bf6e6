using ImageGen.Jobs;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// A worker is paused with its intent written or the answer in its hand, recovery calls its submission unknown, and then it goes on
/// with what it believed: one submission, nothing of it lost. <c>SEED</c> lives one seed alone.
/// </summary>
public sealed class ZombieSubmitter
{
    private const int Lives = 50;

    /// <param name="time">The second time it writes to the task in this flow is when it records the answer.</param>
    [Theory]
    [InlineData("submit to the provider", 1, nameof(SubmitKind.Accepted))]
    [InlineData("submit to the provider", 1, nameof(SubmitKind.DeliveredLinks))]
    [InlineData("submit to the provider", 1, nameof(SubmitKind.DeliveredBytes))]
    [InlineData("submit to the provider", 1, nameof(SubmitKind.Streamed))]
    [InlineData("picture 0 arrives", 1, nameof(SubmitKind.Streamed))]
    [InlineData("generation_tasks.replace", 2, nameof(SubmitKind.Accepted))]
    [InlineData("generation_tasks.replace", 2, nameof(SubmitKind.DeliveredLinks))]
    [InlineData("put incoming", 1, nameof(SubmitKind.DeliveredBytes))]
    public void It_submits_once_and_its_picture_arrives(string pausedAt, int time, string answer)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, pausedAt, time, Enum.Parse<SubmitKind>(answer));

            var entry = Assert.Single(life.Provider.Ledger);
            var task = Assert.Single(life.Tasks.All);
            Assert.Equal((TaskState.Delivered, entry.IsSynchronous ? null : entry.TaskId), (task.State, task.ProviderTaskId));
            Assert.Equal(JobStatus.Succeeded, life.Job!.Status);
            var picture = Assert.Single(life.Job.Pictures);
            Assert.Equal((PictureState.Stored, true, false), (picture.State, picture.Billed, picture.Late));
            Assert.NotNull(picture.Unknown);
        }
    }

    [Theory]
    [InlineData(nameof(SubmitKind.Accepted))]
    [InlineData(nameof(SubmitKind.DeliveredBytes))]
    public void A_picture_of_a_job_that_a_person_closed_meanwhile_is_stored_late_and_billed(string answer)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, "submit to the provider", 1, Enum.Parse<SubmitKind>(answer), life => life.Job?.Status == JobStatus.NeedsAttention);

            Assert.Single(life.Provider.Ledger);
            Assert.Equal((JobStatus.Failed, "closed"), (life.Job!.Status, life.Job.EndCode));
            Assert.Equal(Cancellation.Charged, life.Job.Current.Cancellation);
            var picture = Assert.Single(life.Job.Pictures);
            Assert.Equal((PictureState.Stored, true, true), (picture.State, picture.Billed, picture.Late));
        }
    }

    /// <summary>People have been told that nobody knows, so it must not start behind their backs.</summary>
    [Theory]
    [InlineData(nameof(SubmitKind.NotSent), "not_sent")]
    [InlineData(nameof(SubmitKind.Throttled), "throttled")]
    public void What_surely_started_nothing_fails_and_does_not_wait_again(string answer, string code)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, "submit to the provider", 1, Enum.Parse<SubmitKind>(answer));

            Assert.Single(life.Provider.Ledger);
            Assert.Equal(JobStatus.Failed, life.Job!.Status);
            var picture = Assert.Single(life.Job.Pictures);
            Assert.Equal((PictureState.Failed, false, code), (picture.State, picture.Billed, picture.Error!.Code));
        }
    }

    private static Life Zombie(ulong seed, string pausedAt, int time, SubmitKind answer, Func<Life, bool>? cancelWhen = null)
    {
        var life = new Life(new LifePlan
        {
            Seed = seed,
            CancelWhen = cancelWhen ?? (_ => false),
            PersonCloses = false,
            TraceLength = 10_000,
            SubmitScript = _ => answer,
            StepScript = Scripts.At("submit", pausedAt, Fault.Sleep, time),
        }).Run();
        Assert.True(life.Witness.Violation is null, life.Report());
        Assert.True(life.Trace.Last().Any(line => line.EndsWith("Submitting to Unknown", StringComparison.Ordinal)), "Recovery never came. " + life.Report());
        return life;
    }
}
