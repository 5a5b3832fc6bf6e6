using ImageGen.Jobs;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>A picture that comes after its job has ended or moved on is stored, shown and billed, and changes no status.</summary>
public sealed class LateResult
{
    private const int Lives = 50;

    /// <summary>The provider would stop the task if it was asked to: a clock does not ask.</summary>
    [Fact]
    public void After_expiry() => Each(
        seed => new LifePlan { Seed = seed, DeadlineSeconds = 5, ProviderTimeScript = () => 60_000, CancelScript = () => CancelAnswer.Stopped },
        life => IsLate(life, JobStatus.Expired, "expired"));

    /// <summary>The second place waits for the first one's slot, is stopped by the deadline and asked for anew; the first goes on meanwhile.</summary>
    [Fact]
    public void After_expiry_and_a_retry_of_what_was_not_submitted() => Each(
        seed => new LifePlan
        {
            Seed = seed,
            Pictures = 2,
            Limit = 1,
            DeadlineSeconds = 40,
            ProviderTimeScript = () => 60_000,
            CancelScript = () => CancelAnswer.Stopped,
            Retries = 1,
            RetryWhen = life => life.Job is { Status: JobStatus.Expired } job && RetryPlan.Of(job) is { Awaits.Count: 1, PossibleCharge.Count: 0 },
        },
        life =>
        {
            var ordered = Assert.Single(life.Job!.Attempts[1].Indices);
            Assert.Equal(["job_1:1:" + (1 - ordered), "job_1:2:" + ordered], life.Provider.Ledger.Select(entry => entry.Part).Order());
            Assert.Equal(2, life.Job.Pictures.Count(picture => picture.State == PictureState.Stored));
        });

    /// <summary>A person's wish is passed on; this provider does not take it.</summary>
    [Fact]
    public void After_a_cancel() => Each(
        seed => new LifePlan
        {
            Seed = seed,
            CancelWhen = life => life.Tasks.All.Any(task => task.State == TaskState.Running),
            ProviderTimeScript = () => 60_000,
        },
        life => IsLate(life, JobStatus.Canceled, "canceled"));

    /// <summary>The worker sleeps with the first task id in its hand; a person has asked again when it wakes.</summary>
    [Fact]
    public void After_a_retry() => Each(
        seed => new LifePlan
        {
            Seed = seed,
            Retries = 1,
            RetryWhen = life => life.Job?.Status == JobStatus.NeedsAttention,
            StepScript = Scripts.At("submit", "generation_tasks.replace", Fault.Sleep, time: 2),
        },
        life =>
        {
            Assert.Equal((JobStatus.Succeeded, 2), (life.Job!.Status, life.Job.Attempt));
            Assert.Equal(["job_1:1:0", "job_1:2:0"], life.Provider.Ledger.Select(entry => entry.Part).Order());
            Assert.All(life.Job.Pictures, picture => Assert.Equal((PictureState.Stored, true), (picture.State, picture.Billed)));
            Assert.Equal([true, false], life.Job.Pictures.Select(picture => picture.Late));
            Assert.Equal([0], life.Job.Attempts[0].Superseded);
            Assert.All(life.Job.Attempts, attempt => Assert.Equal(Cancellation.None, attempt.Cancellation));
        });

    private static void IsLate(Life life, JobStatus status, string code)
    {
        Assert.Equal((status, code), (life.Job!.Status, life.Job.EndCode));
        Assert.True(life.Job.Settled);
        var picture = Assert.Single(life.Job.Pictures);
        Assert.Equal((PictureState.Stored, true, true), (picture.State, picture.Billed, picture.Late));
        Assert.True(life.Objects.ContainsKey(picture.ImageId!));
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
