using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.People;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests;

/// <summary>An operator empties an error queue weeks later: the command is carried out once more, and pays for nothing.</summary>
public sealed class StaleCommandReplayTests
{
    private const long Day = 86_400_000;
    private const int Lives = 30;

    [Theory]
    [InlineData(0, nameof(TaskState.Delivered))]
    [InlineData(9, nameof(TaskState.Abandoned))]
    [InlineData(400, nameof(TaskState.Abandoned))]
    public void An_old_command_submits_nothing(int days, string task) => Replay(days, canceled: false, life =>
    {
        Assert.Equal(task, Assert.Single(life.Tasks.All).State.ToString());
        Assert.Equal(JobStatus.Succeeded, life.Job!.Status);
        Assert.Equal(PictureState.Stored, Assert.Single(life.Job.Pictures).State);
        Assert.Single(life.Provider.Ledger);
    });

    [Theory]
    [InlineData(0, nameof(TaskState.Canceled))]
    [InlineData(29, nameof(TaskState.Canceled))]
    [InlineData(31, nameof(TaskState.Abandoned))]
    public void Nor_does_one_that_was_canceled_before_it_came(int days, string task) => Replay(days, canceled: true, life =>
    {
        Assert.Equal(task, Assert.Single(life.Tasks.All).State.ToString());
        Assert.Equal(JobStatus.Canceled, life.Job!.Status);
        Assert.Equal(Cancellation.Stopped, life.Job.Current.Cancellation);
        Assert.Empty(life.Provider.Ledger);
    });

    /// <param name="canceled">The cancel overtakes its command, which lies in an error queue until it is replayed.</param>
    private static void Replay(int days, bool canceled, Action<Life> check)
    {
        foreach (var seed in Seeds.UpTo(Lives))
        {
            Message? command = null;
            // What has not left yet, the cancel would take back.
            var life = new Life(LifePlan.One(seed, new Order { CancelWhen = _ => canceled && command is not null }) with
            {
                MessageScript = message =>
                {
                    if (message.Entry.Type != nameof(GenerateImage) || message.Error is not null)
                        return MessageFate.Delivered;
                    command = message;
                    return canceled ? MessageFate.Dropped : MessageFate.Delivered;
                },
            }).Run();
            Assert.True(life.Witness.Violation is null, life.Report());

            life.Then(later =>
            {
                later.Clock.Now += days * Day;
                later.Begin(() => later.Workers.First().Parts.Get<RecoverHandler>().PurgeAsync(CancellationToken.None));
            }).Then(later => later.Bus.Replay(command!));

            Assert.True(life.Witness.Violation is null, life.Report());
            check(life);
        }
    }
}
