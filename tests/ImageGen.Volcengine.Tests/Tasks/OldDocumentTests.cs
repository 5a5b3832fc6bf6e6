using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Tasks;

/// <summary>Documents as the first version wrote them are read and go on.</summary>
public sealed class OldDocumentTests : IDisposable
{
    private const string TaskJson = """
        {
          "id": "job_1:1:0", "jobId": "job_1", "attempt": 1, "indices": [0], "total": 1, "owner": "ada", "model": "jimeng-t2i-4.0",
          "request": { "model": "jimeng-t2i-4.0", "prompt": "a fox", "count": 1, "group": false, "references": [], "options": {}, "inputs": [] },
          "state": "STATE", "rank": 7000, "notAfter": 1767409445000, "readyAt": READY, "recoverAt": 1767409445000, "purgeAt": 1768014245000,
          "cancelRequested": false, "cancelSent": false, "submission": SUBMISSION, "pollFaults": 0, "final": false, "outbox": []
        }
        """;

    private const string SubmissionJson = """{ "id": "sub_1", "api": "visual", "credentialId": "cred_a", "modelKey": "jimeng_t2i_v40", "body": "{}", "at": 1767323045000 }""";

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task A_waiting_part_is_submitted()
    {
        provider.Answer = _ => provider.Accept();
        await using var worker = Replica.Over(store, time, provider, ("Volcengine:Limits:*:Concurrency", "1"));
        await worker.Tasks.InsertAsync(Read<GenerationTask>(OfState("ready", $"{time.Milliseconds()}", "null")), TestContext.Current.CancellationToken);
        await InsertAsync(worker, """{ "id": "account:visual:cred_a", "coolUntil": 9999999999999, "failures": 0, "openFor": 0, "openUntil": 0 }""", Read<AccountState>);
        await InsertAsync(worker, """{ "id": "room:cred_a:jimeng-t2i-4.0", "changedAt": 0, "pausedUntil": 0, "pauses": 0, "refusedUntil": 9999999999999 }""", Read<Room>);
        await InsertAsync(worker, """{ "id": "slot:cred_a:jimeng-t2i-4.0:0" }""", Read<Slot>);
        await worker.AskAsync(Commands.Of("job_2", time));
        await worker.SubmitAsync();

        Assert.Equal("a fox", Assert.Single(provider.Submits).Body);
        var task = await worker.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Running, 1), (task.State, task.Submissions));
        // The next one of the same owner stands behind it.
        Assert.Equal(8_000, (await worker.TaskAsync("job_2:1:0")).Rank);
    }

    [Fact]
    public void One_on_the_wire_may_start_nothing_run_or_be_in_doubt()
    {
        var task = Read<GenerationTask>(OfState("submitting", "null", SubmissionJson));
        Assert.Equal(TaskState.Ready, TaskRules.GiveBack(task, "sub_1", StubApi.Error("throttled"), readyAt: 5, rank: 0)!.State);
        Assert.Equal(TaskState.Running, TaskRules.RecordAccepted(task, task.Submission!, "77", requestId: null, nextPollAt: 5, now: 4)!.State);
        Assert.Equal(TaskState.Unknown, TaskRules.Recover(task, task.RecoverAt!.Value)!.State);
        Assert.Equal(TaskState.Unknown, TaskRules.Doubt(task, before: 1, task.Submission!)!.State);
        Assert.Equal(0, Assert.IsType<GenerationStarted>(Assert.Single(TaskFacts.Of(task with { StartedAt = 1 }))).Submission);
    }

    private static string OfState(string state, string ready, string submission) =>
        TaskJson.Replace("STATE", state, StringComparison.Ordinal).Replace("READY", ready, StringComparison.Ordinal).Replace("SUBMISSION", submission, StringComparison.Ordinal);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, DocumentJson.Options)!;

    private static Task<Stored<T>?> InsertAsync<T>(Replica worker, string json, Func<string, T> read) where T : class =>
        worker.Get<IDocuments<T>>().InsertAsync(read(json), TestContext.Current.CancellationToken);
}
