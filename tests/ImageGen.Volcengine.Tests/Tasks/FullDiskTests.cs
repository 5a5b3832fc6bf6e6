using ImageGen.ObjectStorage;
using ImageGen.Persistence;
using ImageGen.TestKit;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Tasks;

/// <summary>The disk fills up while a paid call is on the wire: its answer exists nowhere else, so it is kept as soon as there is room.</summary>
public sealed class FullDiskTests
{
    private static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', .. new byte[300_000]];

    private readonly StubApi provider = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_answer_of_a_paid_call_waits_for_room(bool synchronous)
    {
        using var disk = SmallDisk.Mount(megabytes: 12);
        using var store = Store.Sqlite();
        await using var replica = Replica.Over(store, provider: provider, settings: [("IMAGEGEN_DATA", disk.Path), ("IMAGEGEN_MIN_FREE_MB", "0")]);
        var answered = new TaskCompletionSource();
        provider.Answer = _ =>
        {
            disk.Fill();
            answered.SetResult();
            return synchronous ? new SubmitOutcome.Delivered([new ProviderPicture(Url: null, Picture)], RequestId: null) : provider.Accept();
        };
        await replica.AskAsync(Commands.Of("job_1", TimeProvider.System));

        var submitting = replica.SubmitAsync();
        await answered.Task.WaitAsync(Cancel);
        // It is tried again and again, and whoever writes meanwhile hears that there is no room.
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<DocumentStoreFullException>(() => replica.AskAsync(Commands.Of($"refused_{i}", TimeProvider.System)));
        Assert.Equal(TaskState.Submitting, (await replica.TaskAsync("job_1:1:0")).State);
        Assert.False(submitting.IsCompleted);

        disk.Free();
        await submitting;

        var task = await replica.TaskAsync("job_1:1:0");
        Assert.Equal(synchronous ? TaskState.Delivered : TaskState.Running, task.State);
        Assert.Single(provider.Submits);
        if (synchronous)
        {
            await using var kept = await replica.Get<IObjectStore>().OpenAsync(Assert.Single(task.Result!.Images).SourceKey!, range: null, Cancel);
            Assert.Equal(Picture.Length, kept!.Info.Length);
        }
    }

    [Fact]
    public async Task Below_the_floor_nothing_is_submitted_and_what_waits_goes_out_when_there_is_room()
    {
        var (isLow, looks) = (true, 0);
        using var store = Store.Sqlite(new FreeSpace(
            () =>
            {
                Interlocked.Increment(ref looks);
                return Volatile.Read(ref isLow) ? 0 : long.MaxValue;
            },
            floor: 1));
        await using var replica = Replica.Over(store, provider: provider);
        provider.Answer = _ => provider.Accept();
        await replica.StartAsync();
        await replica.AskAsync(Commands.Of("job_1", TimeProvider.System));

        var since = Volatile.Read(ref looks);
        await Eventually.HoldsAsync("the loop has looked a few times", () => Task.FromResult(Volatile.Read(ref looks) >= since + 3));
        Assert.Empty(provider.Submits);

        Volatile.Write(ref isLow, false);
        await Eventually.HoldsAsync("it is submitted", () => Task.FromResult(provider.Submits.Count == 1));
    }
}
