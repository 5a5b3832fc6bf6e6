using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Handlers;

/// <summary>During an upgrade the API may know a model before this worker does, and a model may leave the catalogue while jobs wait for it.</summary>
public sealed class UnknownModelTests : IDisposable
{
    private const string Tomorrow = "model-of-tomorrow";
    private const int Minute = 60_000;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private readonly Store store = Store.Sqlite();
    private readonly StubApi provider = new();
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-models-").FullName;

    public UnknownModelTests() => provider.Answer = _ => provider.Accept();

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_worker_that_does_not_know_a_model_leaves_its_parts_to_one_that_does()
    {
        await using var old = Replica.Over(store, time, provider);
        await old.AskAsync(Commands.Of("job_1", time, count: 2, model: Tomorrow));
        await Turns.PassAsync(time, 5 * Minute, old);
        Assert.Equal(TaskState.Ready, (await old.TaskAsync("job_1:1:0")).State);

        await File.WriteAllTextAsync(
            Path.Combine(folder, "tomorrow.json"),
            $$"""
            {
              "id": "{{Tomorrow}}", "order": 99, "name": { "zh": "明天", "en": "Tomorrow" }, "description": { "zh": "明天", "en": "Tomorrow" }, "checked_on": "2026-11-23",
              "modes": ["text_to_image"], "provider": { "api": "visual", "key": "tomorrow", "key_field": "req_key" }, "prompt": { "max_length": 800 },
              "count": { "default": 1, "max": 4 }, "price": { "per_picture": 0.2, "currency": "CNY", "source": "a test" }, "typical_seconds": 8
            }
            """,
            TestContext.Current.CancellationToken);
        await using var upgraded = Replica.Over(store, time, provider, ("Catalogue:Folder", folder));
        await Turns.PassAsync(time, 5 * Minute, old, upgraded);
        for (var index = 0; index < 2; index++)
            Assert.Equal(TaskState.Delivered, (await old.TaskAsync($"job_1:1:{index}")).State);
    }

    [Fact]
    public async Task Where_no_worker_knows_it_the_deadline_says_so_and_it_may_be_tried_again()
    {
        await using var worker = Replica.Over(store, time, provider);
        await worker.AskAsync(Commands.Of("job_1", time, model: Tomorrow) with { NotAfter = time.GetUtcNow().AddMinutes(5) });
        await Turns.PassAsync(time, 6 * Minute, worker);

        var task = await worker.TaskAsync("job_1:1:0");
        Assert.Equal((TaskState.Refused, "unknown_model", true, false), (task.State, task.Error!.Code, task.Error.Retryable, task.Billed));
        Assert.Empty(provider.Submits);
    }
}
