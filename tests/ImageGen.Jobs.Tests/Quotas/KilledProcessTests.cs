using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Quotas;

/// <summary>A process dies at any write between a reservation and its bill: at rest ledgers say what jobs say, and nothing is left reserved.</summary>
public sealed class KilledProcessTests : IAsyncLifetime
{
    private const int Ledgers = 3;

    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(Some.Now));
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobs-tests-");
    private readonly Buyer buyer = new("usr_a", "tem_a", "key_a");
    private readonly JobsHost host;
    private readonly QuotaWorld world;

    public KilledProcessTests()
    {
        host = new JobsHost(folder.FullName, time);
        world = new QuotaWorld(host, time, buyer);
        // With limits rooms are taken one after the other.
        foreach (var id in new[] { "usr_a", "tem_a", "key_a" })
            buyer.Limits[id] = new SpendingLimits(PicturesPerDay: 100, CostPerMonth: 1000);
    }

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    public static TheoryData<bool, bool> Ways => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task At_any_write_of_an_order(bool afterTheWrite, bool isRepeated)
    {
        var writes = 0;
        for (var at = 1; ; at++)
        {
            var stop = new WriteStop(at, afterTheWrite);
            var key = $"key {at}";
            await OrDead(world.Begin(stop).OrderAsync(key), stop);
            if (isRepeated)
                await world.Begin().OrderAsync(key);
            if (!stop.Died.IsCompleted)
                break;
            writes++;
        }

        await FinishAsync(billed: 1);
        // Key, three ledgers, job.
        Assert.Equal(5, writes);
        Assert.Equal(isRepeated ? 6 : afterTheWrite ? 2 : 1, (await world.JobsAsync()).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_any_write_of_the_bill(bool afterTheWrite)
    {
        for (var at = 1; at <= 5; at++)
        {
            var job = await world.Begin().OrderAsync();
            var stop = new WriteStop(at, afterTheWrite);
            await OrDead(world.Begin(stop).TellAsync(job.Id, Some.Stored(0) with { JobId = job.Id }, Some.Failed(1) with { JobId = job.Id }), stop);
        }

        await FinishAsync(billed: 1);
        Assert.Equal(5, (await world.JobsAsync()).Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_any_write_of_a_retry(bool afterTheWrite)
    {
        for (var at = 1; at <= 4; at++)
        {
            var job = await world.Begin().OrderAsync();
            await EndAsync(job);
            var stop = new WriteStop(at, afterTheWrite);
            await OrDead(world.Begin(stop).RetryAsync(job.Id), stop);
        }

        await FinishAsync(billed: 1);
        var retried = (await world.JobsAsync()).Where(job => job.Attempt == 2).ToList();
        Assert.Equal(afterTheWrite ? 1 : 0, retried.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task At_any_write_that_follows_a_late_bill(bool afterTheWrite)
    {
        for (var at = 1; at <= 5; at++)
        {
            var job = await world.Begin().OrderAsync();
            await EndAsync(job);
            var stop = new WriteStop(at, afterTheWrite);
            await OrDead(world.Begin(stop).TellAsync(job.Id, Some.Stored(1) with { JobId = job.Id }), stop);
            // What was lost with its process is told again.
            await world.Begin().TellAsync(job.Id, Some.Stored(1) with { JobId = job.Id });
        }

        await FinishAsync(billed: 2);
        Assert.All(await world.JobsAsync(), job => Assert.Equal(1, job.Attempts[0].Booking!.Told));
    }

    [Fact]
    public async Task A_process_that_sleeps_until_its_room_is_given_back_writes_no_job()
    {
        var gate = new TaskCompletionSource();
        // Its key and three ledgers are written, and the job is not.
        var asleep = world.Begin(new WriteStop(0) { Pauses = (4, gate.Task) });
        var order = asleep.OrderAsync("a key");
        await Eventually.HoldsAsync("room is reserved", async () => (await world.LedgersAsync()).Sum(ledger => ledger.Open.Count) == Ledgers);
        await world.RestAsync();
        Assert.All(await world.LedgersAsync(), ledger => Assert.Empty(ledger.Open));
        gate.SetResult();

        // It takes another id, and room for it; whoever repeats the request gets that one.
        var job = await order;
        Assert.Equal(job.Id, (await world.Begin().OrderAsync("a key")).Id);
        Assert.Equal([job.Id], (await world.JobsAsync()).Select(each => each.Id));
        await FinishAsync(billed: 2);
    }

    [Fact]
    public async Task A_void_id_is_no_job_to_anybody_and_is_forgotten_after_a_week()
    {
        var stop = new WriteStop(5);
        await OrDead(world.Begin(stop).OrderAsync("a key"), stop);
        await world.RestAsync();
        var jobs = host.Service<IDocuments<Job>>();
        var page = await jobs.PageAsync(new PageQuery { OrderBy = JobFields.VoidedAt }, CancellationToken.None);
        var id = Assert.Single(page.Items).Id;

        await JobsHost.ProblemAsync(await host.GetAsync($"/api/v1/jobs/{id}"), 404);
        await JobsHost.ProblemAsync(await host.GetAsync($"/api/v1/admin/jobs/{id}"), 404);
        await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}"), 404);
        Assert.Empty((await host.ReadAsync("/api/v1/jobs")).GetProperty("data").EnumerateArray());
        Assert.Equal(0, await jobs.CountAsync([new(JobFields.Status, JobFields.NameOf(JobStatus.Canceled))], 10, CancellationToken.None));

        time.Advance(TimeSpan.FromDays(7));
        await Eventually.HoldsAsync("it is forgotten", async () =>
        {
            await new VoidPurge(jobs, time).RunOnceAsync(CancellationToken.None);
            return await jobs.GetAsync(id, CancellationToken.None) is null;
        });
    }

    [Fact]
    public async Task What_is_refused_by_the_last_is_given_back_to_the_first()
    {
        buyer.Limits["key_a"] = new SpendingLimits(PicturesPerDay: 1);
        var refused = await Assert.ThrowsAsync<ProblemException>(() => world.Begin().OrderAsync(pictures: 2));
        Assert.Equal((429, "quota_exceeded", "key", "key_a"), (refused.Status, refused.Code, refused.Limit!.Of, refused.Limit.Id));
        Assert.All(await world.LedgersAsync(), ledger => Assert.Empty(ledger.Open));
    }

    /// <summary>One of two pictures is stored, and ledgers know it.</summary>
    private async Task EndAsync(Job job)
    {
        await world.Begin().TellAsync(job.Id, Some.Stored(0) with { JobId = job.Id }, Some.Failed(1) with { JobId = job.Id });
        await Eventually.HoldsAsync("it is settled", async () => (await world.LedgersAsync()).All(ledger => ledger.Open.All(open => open.JobId != job.Id)));
    }

    private static Task OrDead(Task work, WriteStop stop) => Task.WhenAny(work, stop.Died).Unwrap();

    /// <summary>All jobs come to their end, with so many pictures billed each.</summary>
    private async Task FinishAsync(int billed)
    {
        await world.RestAsync();
        foreach (var job in await world.JobsAsync())
        {
            var facts = job.Pictures.Where(picture => !picture.State.IsFinal()).Select(picture => picture.Index < billed
                ? (object)(Some.Stored(picture.Index, picture.Attempt) with { JobId = job.Id })
                : Some.Failed(picture.Index, picture.Attempt) with { JobId = job.Id });
            await world.Begin().TellAsync(job.Id, [.. facts]);
        }

        await world.RestAsync();
        await Eventually.HoldsAsync("nothing is reserved", async () => (await world.LedgersAsync()).All(ledger => ledger.Open.Count == 0));
        await world.CheckAsync(Ledgers);
    }
}
