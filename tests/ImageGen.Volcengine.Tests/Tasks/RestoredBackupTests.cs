using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.TestKit;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Recovering;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Tasks;

/// <summary>
/// The database is that of the backup, and the installation went on after it: what waited there may have been paid for since. On each store.
/// </summary>
public sealed class RestoredBackupTests(MongoServer server) : IAsyncLifetime
{
    private const int Minute = 60_000;
    private const int Hour = 60 * Minute;
    private static readonly (string, string) Restored = ("ImageGen:Restored", "2026-11-27 08:00");

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly StubApi provider = new() { Result = () => new PollOutcome.Pending() };
    private Store store = null!;

    public static TheoryData<bool> Stores { get; } = [false, true];

    public ValueTask InitializeAsync()
    {
        provider.Answer = _ => provider.Accept();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        // Null where the test was skipped for want of a server.
        store?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nothing_that_waited_in_the_backup_is_submitted(bool mongo)
    {
        await BackupAsync(mongo);
        await using var worker = Replica.Over(store, time, provider, Restored);
        await Turns.PassAsync(time, 10 * Minute, worker);

        Assert.Empty(provider.Submits);
        foreach (var id in new[] { "job_ready:1:0", "job_ready:1:299", "job_submitting:1:0" })
        {
            var task = await worker.TaskAsync(id);
            Assert.Equal((TaskState.Unknown, TaskRules.RestoredReason), (task.State, task.UnknownReason));
        }

        // What the provider is known to have is followed; what has ended stays.
        Assert.Equal(TaskState.Running, (await worker.TaskAsync("job_running:1:0")).State);
        Assert.Equal(TaskState.Canceled, (await worker.TaskAsync("job_canceled:1:0")).State);
        Assert.NotNull((await worker.TaskAsync("job_running:1:0")).PolledAt);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_command_from_before_it_whose_task_the_backup_does_not_know_starts_nothing(bool mongo)
    {
        await BackupAsync(mongo);
        var (old, late) = (Commands.Of("job_old", time), Commands.Of("job_late", time) with { NotAfter = time.GetUtcNow().AddMinutes(1) });
        time.Pass(2 * Minute);
        await using var worker = Replica.Over(store, time, provider, Restored);
        await worker.AskAsync(old);
        await worker.AskAsync(late);
        time.Pass(1_000);
        await worker.AskAsync(Commands.Of("job_new", time));
        await Turns.PassAsync(time, Minute, worker);

        Assert.Equal(["job_new"], provider.Submits.Select(call => call.Body));
        // Nor is it said that it was never submitted, whatever its deadline.
        foreach (var job in new[] { "job_old", "job_late" })
        {
            var task = await worker.TaskAsync(job + ":1:0");
            Assert.Equal((TaskState.Unknown, null), (task.State, task.Billed));
            var fact = Assert.IsType<GenerationUnknown>(Assert.Single(TaskFacts.Of(task)));
            Assert.Equal((task.Submission!.Id, TaskRules.RestoredReason), (fact.SubmitId, fact.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Two_workers_that_start_at_once_agree(bool mongo)
    {
        await BackupAsync(mongo);
        await using var one = Replica.Over(store, time, provider, Restored);
        await using var two = Replica.Over(store, time, provider, Restored);
        await Task.WhenAll(one.SubmitAsync(), two.SubmitAsync(), one.SubmitAsync(), two.SubmitAsync());

        Assert.Empty(provider.Submits);
        Assert.Equal(TaskState.Unknown, (await two.TaskAsync("job_ready:1:299")).State);
        Assert.Equal(await LastAsync(one), await LastAsync(two));
        Assert.NotNull((await one.Get<IDocuments<Restore>>().GetAsync(Restored.Item2, TestContext.Current.CancellationToken))!.Body.DoneAt);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_one_worker_left_half_done_the_next_one_finishes_before_anything_else(bool mongo)
    {
        await BackupAsync(mongo);
        var written = 0;
        store.Before = call => call is { Operation: "ReplaceAsync", Argument: GenerationTask } && Interlocked.Increment(ref written) > 10
            ? throw new IOException("it died")
            : Task.CompletedTask;
        await using (var died = Replica.Over(store, time, provider, Restored))
            await Assert.ThrowsAsync<IOException>(died.SubmitAsync);
        store.Before = _ => Task.CompletedTask;

        // The setting may have been taken away by then.
        await using var next = Replica.Over(store, time, provider);
        await Turns.PassAsync(time, Minute, next);
        Assert.Empty(provider.Submits);
        Assert.Equal(TaskState.Unknown, (await next.TaskAsync("job_ready:1:299")).State);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_setting_at_the_next_start_changes_nothing(bool mongo)
    {
        await BackupAsync(mongo);
        await using (var first = Replica.Over(store, time, provider, Restored))
            await first.SubmitAsync();
        time.Pass(Hour);
        var waiting = Commands.Of("job_since", time);
        await using (var second = Replica.Over(store, time, provider, Restored))
            await second.AskAsync(waiting);
        await using var third = Replica.Over(store, time, provider, Restored);
        await third.SubmitAsync();

        Assert.Equal(["job_since"], provider.Submits.Select(call => call.Body));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Without_the_setting_what_waits_goes_on(bool mongo)
    {
        await BackupAsync(mongo);
        await using var worker = Replica.Over(store, time, provider);
        await Turns.PassAsync(time, Minute, worker);

        Assert.Equal(300, provider.Submits.Count(call => call.Body == "job_ready"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Nobody_says_that_nothing_was_paid(bool mongo)
    {
        var created = DocumentId.New("job_", time);
        await BackupAsync(mongo);
        time.Pass(2 * 24 * Hour);
        await using var worker = Replica.Over(store, time, provider, Restored);
        // Neither the deadline that has passed meanwhile nor a cancel.
        await worker.Get<RecoverHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal(TaskState.Unknown, (await worker.TaskAsync("job_ready:1:0")).State);

        await CancelAsync(worker, "job_ready");
        Assert.Equal((TaskState.Abandoned, false), await EndAsync(worker, "job_ready"));
        await CancelAsync(worker, created);
        Assert.Equal((TaskState.Abandoned, false), await EndAsync(worker, created));
        time.Pass(1_000);
        var since = DocumentId.New("job_", time);
        await CancelAsync(worker, since);
        Assert.Equal((TaskState.Canceled, false), await EndAsync(worker, since));

        // Until the provider itself has forgotten what there may have been.
        time.Pass(ProviderTimes.TaskLife);
        await worker.Get<RecoverHandler>().RunOnceAsync(TestContext.Current.CancellationToken);
        Assert.Equal((TaskState.Abandoned, true), await EndAsync(worker, created));
    }

    /// <summary>What the database was when it was saved.</summary>
    private async Task BackupAsync(bool mongo)
    {
        store = mongo ? await Store.MongoAsync(server) : Store.Sqlite();
        await using var before = Replica.Over(store, time, provider);
        await before.AskAsync(Commands.Of("job_running", time));
        await before.SubmitAsync();
        await before.AskAsync(Commands.Of("job_submitting", time));
        var submitting = (await before.Tasks.GetAsync("job_submitting:1:0", TestContext.Current.CancellationToken))!;
        await before.Get<TaskStore>().ChangeAsync(
            submitting, task => TaskRules.Intend(task, Calls.Of("sub_before"), time.Milliseconds()), TestContext.Current.CancellationToken);
        await CancelAsync(before, "job_canceled");
        await before.AskAsync(Commands.Of("job_ready", time, count: 300));
        provider.Submits.Clear();
        time.Pass(1_000);
    }

    private static Task CancelAsync(Replica worker, string job) => worker.Get<CancelGenerationHandler>().HandleAsync(
        new CancelGeneration { JobId = job, Attempt = 1, Indices = [0], Owner = "ada", Model = Commands.Model }, TestContext.Current.CancellationToken);

    private static async Task<(TaskState State, bool Final)> EndAsync(Replica worker, string job)
    {
        var task = await worker.TaskAsync(job + ":1:0");
        return (task.State, task.Final);
    }

    private static async Task<Restore?> LastAsync(Replica worker) =>
        await worker.Get<Restores>().SettledAsync(TestContext.Current.CancellationToken) is { } last ? last with { DoneAt = null } : null;
}
