using ImageGen.Jobs;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.ObjectStorage;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>A picture that comes after its job has ended or moved on is stored, shown and billed, and changes no status.</summary>
public sealed class LateResult
{
    private const int Lives = 50;

    [Fact]
    public void After_expiry() => Each(
        seed => LifePlan.One(seed, new Order { DeadlineSeconds = 5 }) with { ProviderTimeScript = () => 60_000, CancelAnswer = CancelAnswer.Refused },
        life => IsLate(life, JobStatus.Expired, "expired"));

    [Fact]
    public void After_a_cancel() => Each(
        seed => LifePlan.One(seed, new Order { CancelWhen = life => life.Tasks.All.Any(task => task.State == TaskState.Running) }) with
        {
            ProviderTimeScript = () => 60_000,
            CancelAnswer = CancelAnswer.Refused,
        },
        life => IsLate(life, JobStatus.Canceled, "canceled"));

    /// <summary>The worker sleeps with the first task id in its hand; a person has asked again when it wakes.</summary>
    [Fact]
    public void After_a_retry() => Each(
        seed => LifePlan.One(seed, new Order { Retries = 1, RetryWhen = life => life.Job?.Status == JobStatus.NeedsAttention }) with
        {
            StepScript = Scripts.At("SubmitLoop", "generation_tasks.replace", Fault.Sleep, time: 2),
        },
        life =>
        {
            Assert.Equal((JobStatus.Succeeded, 2), (life.Job!.Status, life.Job.Attempt));
            Assert.Equal(["job_a:1:0", "job_a:2:0"], life.Provider.Ledger.Select(entry => entry.Part).Order());
            Assert.All(life.Job.Pictures, picture => Assert.Equal((PictureState.Stored, true), (picture.State, picture.Billed)));
            Assert.Equal([true, false], life.Job.Pictures.Select(picture => picture.Late));
            Assert.Equal([Cancellation.Charged, Cancellation.None], life.Job.Attempts.Select(attempt => attempt.Cancellation));
        });

    private static void IsLate(Life life, JobStatus status, string code)
    {
        Assert.Equal((status, code), (life.Job!.Status, life.Job.EndCode));
        Assert.True(life.Job.Settled);
        var picture = Assert.Single(life.Job.Pictures);
        Assert.Equal((PictureState.Stored, true, true), (picture.State, picture.Billed, picture.Late));
        Assert.True(life.Objects.ContainsKey(PictureKeys.Original(picture.ImageId!, picture.ContentType!)));
        Assert.Equal(Cancellation.Charged, life.Job.Current.Cancellation);
        Assert.Single(life.Provider.Ledger);
    }

    private static void Each(Func<ulong, LifePlan> plan, Action<Life> check)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = new Life(plan(seed)).Run();
            Assert.True(life.Witness.Violation is null, life.Report());
            check(life);
        }
    }
}
