using ImageGen.Contracts;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Tasks;

public sealed class CancelWhileSubmittingTests
{
    private const string SubmitId = "sub_1";
    private static readonly GenerationError Busy = new() { Code = "provider_busy", Message = "Busy.", Retryable = true };

    [Fact]
    public void A_part_without_room_at_the_provider_stops_instead_of_going_out_again()
    {
        var canceled = TaskRules.Cancel(Submitting(), now: 2)!;
        Assert.Equal(TaskState.Submitting, canceled.State);
        var stopped = TaskRules.GiveBack(canceled, SubmitId, Busy, readyAt: 3, rank: 0)!;
        Assert.Equal(TaskState.Canceled, stopped.State);
        Assert.Equal(nameof(GenerationCanceled), Assert.Single(stopped.Outbox).Type);
        Assert.Same(stopped, TaskRules.Intend(stopped, Calls.Of("sub_2"), now: 4));
    }

    [Theory]
    [InlineData(CancelReason.Person, true)]
    [InlineData(CancelReason.Deadline, false)]
    [InlineData(CancelReason.Superseded, false)]
    [InlineData(null, false)]
    public void A_part_that_the_provider_took_all_the_same_goes_on_and_only_a_person_wants_it_stopped(string? why, bool stops)
    {
        var canceled = TaskRules.Cancel(Submitting(), now: 2, why)!;
        var running = TaskRules.RecordAccepted(canceled, canceled.Submission!, "7400", requestId: null, nextPollAt: 3, now: 3)!;
        Assert.Equal((TaskState.Running, stops), (running.State, running.StopRequested));
    }

    [Theory]
    [InlineData(CancelReason.Person)]
    [InlineData(CancelReason.Deadline)]
    public void The_second_cancel_writes_nothing(string why)
    {
        var canceled = TaskRules.Cancel(Submitting(), now: 2, why);
        Assert.Same(canceled, TaskRules.Cancel(canceled, now: 3, why));
    }

    [Fact]
    public void A_clock_does_not_take_a_persons_wish_back()
    {
        var wanted = TaskRules.Cancel(Submitting(), now: 2, CancelReason.Deadline)!;
        var stopped = TaskRules.Cancel(wanted, now: 3, CancelReason.Person)!;
        Assert.True(stopped.StopRequested);
        Assert.Same(stopped, TaskRules.Cancel(stopped, now: 4, CancelReason.Deadline));
    }

    private static GenerationTask Submitting() => TaskRules.Intend(
        new GenerationTask
        {
            Id = "job_1:1:0",
            JobId = "job_1",
            Attempt = 1,
            Indices = [0],
            Owner = "usr_local",
            Model = "jimeng-t2i-4.0",
            State = TaskState.Ready,
            NotAfter = 1_000,
            PurgeAt = 2_000,
        },
        Calls.Of(SubmitId),
        now: 1)!;
}
