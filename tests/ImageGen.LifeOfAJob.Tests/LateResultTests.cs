using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>A picture that comes after its job has ended or moved on is stored, shown and billed, and changes no status.</summary>
public sealed class LateResultTests
{
    private const int Lives = 50;

    /// <summary>The provider would stop the task if it was asked to: a clock does not ask.</summary>
    [Fact]
    public void After_expiry() => Each(
        seed => LifePlan.One(seed, new Order { DeadlineSeconds = 5 }) with { ProviderTimeScript = () => 60_000, CancelAnswer = CancelAnswer.Stopped },
        life => IsLate(life, JobStatus.Expired, "expired"));

    /// <summary>The second place waits for the first one's slot, is stopped by the deadline and asked for anew; the first goes on meanwhile.</summary>
    [Fact]
    public void After_expiry_and_a_retry_of_what_was_not_submitted() => Each(
        seed => LifePlan.One(seed, new Order
        {
            Pictures = 2,
            DeadlineSeconds = 40,
            Retries = 1,
            RetryWhen = life => life.Job is { Status: JobStatus.Expired } job && RetryPlan.Of(job) is { Awaits.Count: 1, PossibleCharge.Count: 0 },
        }) with
        {
            Concurrency = 1,
            ProviderTimeScript = () => 60_000,
            CancelAnswer = CancelAnswer.Stopped,
        },
        life =>
        {
            var ordered = Assert.Single(life.Job!.Attempts[1].Indices);
            Assert.Equal(["job_a:1:" + (1 - ordered), "job_a:2:" + ordered], life.Provider.Ledger.Select(entry => entry.Part).Order());
            Assert.Equal(2, life.Job.Pictures.Count(picture => picture.State == PictureState.Stored));
        });

    /// <summary>A person's wish is passed on; this provider does not take it.</summary>
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
            // Nothing wakes the sleeper before his time.
            CalmAt = 3_600_000,
        },
        life =>
        {
            Assert.Equal((JobStatus.Succeeded, 2), (life.Job!.Status, life.Job.Attempt));
            Assert.Equal(["job_a:1:0", "job_a:2:0"], life.Provider.Ledger.Select(entry => entry.Part).Order());
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
