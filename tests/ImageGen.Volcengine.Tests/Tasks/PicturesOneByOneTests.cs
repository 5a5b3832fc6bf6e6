using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Tasks;

/// <summary>The rules of a synchronous call whose pictures arrive before its end.</summary>
public class PicturesOneByOneTests
{
    private static readonly GenerationError Refusal = new() { Code = "provider_error", Message = "It failed." };

    [Fact]
    public void A_call_that_is_worked_on_is_said_to_have_started_when_it_was_sent()
    {
        var started = TaskRules.RecordStarted(Submitting(), "sub_1")!;
        Assert.Equal((TaskState.Submitting, 100L), (started.State, started.StartedAt));
        Assert.Equal([nameof(GenerationStarted)], Said(started));
        Assert.Same(started, TaskRules.RecordStarted(started, "sub_1"));
        var other = Submitting();
        Assert.Same(other, TaskRules.RecordStarted(other, "sub_of_another"));
    }

    [Fact]
    public void A_picture_is_said_and_the_call_goes_on()
    {
        var task = Arrive(Submitting(), 1);
        Assert.Equal(TaskState.Submitting, task.State);
        var fact = Fact<ImagesGenerated>(task);
        Assert.Equal([1], fact.Indices);
        Assert.Equal([1], fact.Images.Select(image => image.Index));
        Assert.Equal(3, fact.Total);
    }

    [Fact]
    public void Whom_pictures_are_held_for_goes_from_the_command_or_its_cancel_to_what_is_said_of_them()
    {
        var part = TaskPart.Of("job_1", 1, [0], group: false)[0];
        var command = Commands.Of("job_1", TimeProvider.System) with { HeldFor = "usr_bob" };
        var cancel = new CancelGeneration { JobId = "job_1", Attempt = 1, Indices = [0], Owner = "tem_design", Model = "jimeng-t2i-4.0", HeldFor = "usr_bob" };
        Assert.Equal("usr_bob", NewTask.Ready(command, part, rank: 0, now: 100).HeldFor);
        Assert.Equal("usr_bob", NewTask.Tombstone(cancel, part, now: 100).HeldFor);
        Assert.Equal("usr_bob", Fact<ImagesGenerated>(Arrive(Submitting() with { HeldFor = "usr_bob" }, 1)).HeldFor);
        Assert.Null(Fact<ImagesGenerated>(Arrive(Submitting(), 1)).HeldFor);
    }

    [Fact]
    public void The_same_picture_again_changes_nothing()
    {
        var task = Arrive(Submitting(), 1);
        Assert.Same(task, TaskRules.RecordArrived(task, Submission, Image(1), now: 300));
    }

    [Fact]
    public void The_last_picture_ends_the_task()
    {
        var task = Arrive(Submitting(), 0, 1, 2);
        Assert.Equal((TaskState.Delivered, null), (task.State, task.Error));
        Assert.Equal([0, 1, 2], Fact<ImagesGenerated>(task).Indices);
        Assert.Same(task, TaskRules.Deliver(task, [], "r1", now: 400));
        Assert.Same(task, TaskRules.RecordUnknown(task, "sub_1", "it broke", requestId: null));
        Assert.Same(task, TaskRules.RecordRefusal(task, "sub_1", Refusal, now: 400));
    }

    [Fact]
    public void A_good_end_fills_the_places_left_with_the_reason()
    {
        var task = TaskRules.Deliver(Arrive(Submitting(), 0, 2), [], "r1", now: 400, Refusal)!;
        Assert.Equal((TaskState.Delivered, "provider_error"), (task.State, task.Error!.Code));
        var fact = Fact<ImagesGenerated>(task);
        Assert.Equal([0, 1, 2], fact.Indices);
        Assert.Equal([0, 2], fact.Images.Select(image => image.Index));
    }

    [Fact]
    public void A_good_end_without_any_picture_is_a_failure_that_costs_nothing()
    {
        var task = TaskRules.Deliver(Submitting(), [], "r1", now: 400, Refusal)!;
        Assert.Equal((TaskState.Failed, false), (task.State, task.Billed));
        Assert.Equal([nameof(GenerationFailed)], Said(task));
    }

    [Fact]
    public void A_broken_call_keeps_its_pictures_and_the_rest_is_unknown()
    {
        var task = TaskRules.RecordUnknown(Arrive(Submitting(), 0), "sub_1", "it broke", requestId: null)!;
        Assert.Equal(TaskState.Unknown, task.State);
        Assert.Equal([0], Fact<ImagesGenerated>(task).Indices);
        Assert.Equal([1, 2], Fact<GenerationUnknown>(task).Indices);
    }

    [Fact]
    public void Recovery_keeps_the_pictures_of_a_worker_that_died()
    {
        var task = Arrive(Submitting(), 0, 1);
        Assert.Same(task, TaskRules.Recover(task, task.RecoverAt!.Value - 1));
        task = TaskRules.Recover(task, task.RecoverAt!.Value)!;
        Assert.Equal(TaskState.Unknown, task.State);
        Assert.Equal([2], Fact<GenerationUnknown>(task).Indices);
    }

    [Fact]
    public void The_lease_is_longer_than_the_call() =>
        Assert.True(Submitting().RecoverAt >= 100 + (long)Call.Longest.TotalMilliseconds + ProtocolTimes.SubmitSlack);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_late_picture_is_taken_whatever_has_happened_meanwhile(bool closed)
    {
        var task = TaskRules.RecordUnknown(Submitting(), "sub_1", "it was paused", requestId: null)!;
        if (closed)
            task = TaskRules.Cancel(task, now: 300)!;
        task = Arrive(task, 0);
        Assert.Equal(closed ? TaskState.Abandoned : TaskState.Unknown, task.State);
        Assert.Equal([0], Fact<ImagesGenerated>(task).Indices);
        Assert.Equal(TaskState.Delivered, Arrive(task, 1, 2).State);
    }

    [Fact]
    public void Nothing_goes_back_to_wait_once_it_was_refused_in_the_middle()
    {
        var task = TaskRules.RecordRefusal(Arrive(Submitting(), 0), "sub_1", Refusal, now: 300)!;
        Assert.Equal((TaskState.Delivered, "provider_error"), (task.State, task.Error!.Code));
    }

    [Fact]
    public void Asked_again_it_says_the_pictures_that_came()
    {
        var asked = TaskRules.Repeat(Arrive(Submitting(), 2) with { Outbox = [] })!;
        Assert.Equal([2], Fact<ImagesGenerated>(asked).Indices);
    }

    private static ProviderCall Call { get; } = Calls.Of("sub_1", "seedream-4.5", pictures: 3) with { Longest = TimeSpan.FromMinutes(10) };

    private static Submission Submission => Submitting().Submission!;

    private static GenerationTask Submitting() => TaskRules.Intend(
        new GenerationTask
        {
            Id = "job_1:1:0",
            JobId = "job_1",
            Attempt = 1,
            Indices = [0, 1, 2],
            Total = 3,
            Owner = "usr_1",
            Model = "seedream-4.5",
            State = TaskState.Ready,
            NotAfter = 1_000,
            PurgeAt = 2_000,
        },
        Call,
        now: 100)!;

    private static GenerationTask Arrive(GenerationTask task, params IEnumerable<int> indices) =>
        indices.Aggregate(task, (current, index) => TaskRules.RecordArrived(current, Submission, Image(index), now: 200 + index)!);

    private static GeneratedImage Image(int index) => new() { Index = index, ImageId = ImageId.Of("job_1", 1, index), SourceUrl = "https://example.com/" + index };

    private static IEnumerable<string> Said(GenerationTask task) => task.Outbox.Select(entry => entry.Type);

    private static T Fact<T>(GenerationTask task) => task.Outbox.Select(MessageTypes.Read).OfType<T>().Single();
}
