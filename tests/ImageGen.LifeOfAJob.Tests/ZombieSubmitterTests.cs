using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.Provider;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>
/// A worker is paused with its intent written or the answer in its hand, recovery calls its submission unknown, and then it goes on
/// with what it believed: one submission, nothing of it lost. <c>SEED</c> lives one seed alone.
/// </summary>
public sealed class ZombieSubmitterTests
{
    private const int Lives = 50;

    /// <summary>A call that answers one by one.</summary>
    private const string Stream = "a stream";

    /// <param name="time">The second time it writes to the task in this flow is when it records the answer.</param>
    [Theory]
    [InlineData("picture 0 arrives", 1, Stream, nameof(SubmitKind.Accepted))]
    [InlineData("generation_tasks.replace", 2, Models.Visual, nameof(SubmitKind.Accepted))]
    [InlineData("generation_tasks.replace", 2, Models.Ark, nameof(SubmitKind.Accepted))]
    [InlineData("put incoming", 1, Models.Ark, nameof(SubmitKind.InBytes))]
    public void It_submits_once_and_its_picture_arrives(string pausedAt, int time, string model, string answer)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, pausedAt, time, model, Enum.Parse<SubmitKind>(answer));

            var entry = Assert.Single(life.Provider.Ledger);
            var task = Assert.Single(life.Tasks.All);
            Assert.Equal((TaskState.Delivered, entry.IsSynchronous ? null : entry.TaskId), (task.State, task.ProviderTaskId));
            Assert.Equal(JobStatus.Succeeded, life.Job!.Status);
            var picture = Assert.Single(life.Job.Pictures);
            Assert.Equal((PictureState.Stored, true, false), (picture.State, picture.Billed, picture.Late));
            Assert.NotNull(picture.Unknown);
        }
    }

    /// <summary>Its call had no more time when it woke: it went out or not, and of its answer nothing was heard.</summary>
    [Theory]
    [InlineData(Models.Visual)]
    [InlineData(Models.Ark)]
    public void Whose_call_runs_out_of_time_meanwhile_submits_once_and_does_not_pretend_to_know(string model)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, "submit to the provider", 1, model, SubmitKind.Accepted);

            Assert.Single(life.Provider.Ledger);
            Assert.Equal((TaskState.Unknown, JobStatus.NeedsAttention), (Assert.Single(life.Tasks.All).State, life.Job!.Status));
            Assert.NotNull(Assert.Single(life.Job.Pictures).Unknown);
        }
    }

    [Theory]
    [InlineData("generation_tasks.replace", 2, Models.Visual, nameof(SubmitKind.Accepted))]
    [InlineData("put incoming", 1, Models.Ark, nameof(SubmitKind.InBytes))]
    public void A_picture_of_a_job_that_a_person_closed_meanwhile_is_stored_late_and_billed(string pausedAt, int time, string model, string answer)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, pausedAt, time, model, Enum.Parse<SubmitKind>(answer), life => life.Job?.Status == JobStatus.NeedsAttention);

            Assert.Single(life.Provider.Ledger);
            Assert.Equal((JobStatus.Failed, "closed"), (life.Job!.Status, life.Job.EndCode));
            Assert.Equal(Cancellation.Charged, life.Job.Current.Cancellation);
            var picture = Assert.Single(life.Job.Pictures);
            Assert.Equal((PictureState.Stored, true, true), (picture.State, picture.Billed, picture.Late));
        }
    }

    /// <summary>People have been told that nobody knows, so it must not start behind their backs.</summary>
    [Theory]
    [InlineData(nameof(SubmitKind.NotSent), "provider_unreachable")]
    [InlineData(nameof(SubmitKind.Throttled), "throttled")]
    public void What_surely_started_nothing_fails_and_does_not_wait_again(string answer, string code)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            var life = Zombie(seed, "generation_tasks.replace", 2, Models.Visual, Enum.Parse<SubmitKind>(answer));

            Assert.Single(life.Provider.Ledger);
            Assert.Equal(JobStatus.Failed, life.Job!.Status);
            var picture = Assert.Single(life.Job.Pictures);
            Assert.Equal((PictureState.Failed, false, code), (picture.State, picture.Billed, picture.Error!.Code));
        }
    }

    private static Life Zombie(ulong seed, string pausedAt, int time, string model, SubmitKind answer, Func<Life, bool>? cancelWhen = null)
    {
        var order = new Order
        {
            Model = model == Stream ? Models.Ark : model,
            Group = model == Stream,
            CancelWhen = cancelWhen ?? (_ => false),
            Closes = false,
            // Longer than the sleep.
            DeadlineSeconds = 1_800,
        };
        var life = new Life(LifePlan.One(seed, order) with
        {
            TraceLength = 10_000,
            SubmitScript = _ => answer,
            StepScript = Scripts.At("SubmitLoop", pausedAt, Fault.Sleep, time),
            // Nothing wakes the sleeper before his time, which is after that of any call.
            CalmAt = 3_600_000,
            SleepsAtLeast = 700_000,
        }).Run();
        Assert.True(life.Witness.Violation is null, life.Report());
        Assert.True(life.Trace.Last().Any(line => line.EndsWith("Submitting to Unknown", StringComparison.Ordinal)), "Recovery never came. " + life.Report());
        return life;
    }
}
