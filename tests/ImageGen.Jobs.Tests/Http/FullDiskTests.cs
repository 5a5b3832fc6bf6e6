using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Http;

public sealed class FullDiskTests : IAsyncLifetime
{
    private const string Body = """{"prompt": "a fox"}""";

    private readonly SmallDisk disk = SmallDisk.Mount(megabytes: 4);
    private JobsHost? host;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        disk.Dispose();
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    public async Task New_work_is_refused_reading_goes_on_and_with_room_again_so_does_all(string floor)
    {
        host = new JobsHost(disk.Path, null, ("IMAGEGEN_MIN_FREE_MB", floor));
        await host.InitializeAsync();
        var accepted = await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "one"));
        var id = await host.CreateIdAsync(Body);
        await host.TellAsync(id, Some.Failed(0) with { JobId = id });
        await Eventually.HoldsAsync("nothing is to be sent", async () => await DueAsync() == 0);

        disk.Fill();

        foreach (var (path, body) in new[] { ("/api/v1/jobs", Body), ($"/api/v1/jobs/{id}/retry", "{}") })
        {
            var refused = await host.PostAsync(path, body, ("Idempotency-Key", "two"));
            Assert.Equal(TimeSpan.FromMinutes(1), refused.Headers.RetryAfter!.Delta);
            var problem = await JobsHost.ProblemAsync(refused, 507);
            Assert.Equal(("insufficient_storage", true), (problem.GetProperty("code").GetString(), problem.GetProperty("retryable").GetBoolean()));
        }

        Assert.Equal(id, (await host.ReadAsync($"/api/v1/jobs/{id}")).GetProperty("id").GetString());
        Assert.Equal(2, (await host.ReadAsync("/api/v1/jobs")).GetProperty("data").GetArrayLength());

        disk.Free();
        Assert.Equal(202, (int)(await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "two"))).StatusCode);
        Assert.Equal(202, (int)(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}")).StatusCode);
        Assert.Equal(202, (int)accepted.StatusCode);
    }

    [Fact]
    public async Task What_was_accepted_once_is_answered_again_below_the_floor_and_the_host_says_that_it_is_degraded()
    {
        host = new JobsHost(disk.Path, null, ("IMAGEGEN_MIN_FREE_MB", "1"));
        await host.InitializeAsync();
        var first = await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "one"));

        disk.Fill();

        var again = await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "one"));
        Assert.Equal((202, first.Headers.Location), ((int)again.StatusCode, again.Headers.Location));
        Assert.Equal("Degraded", (await host.ReadAsync("/health/ready")).GetProperty("checks").GetProperty("sqlite").GetString());
    }

    private async Task<int> DueAsync() => (await host!.Service<IDocuments<Job>>().PageAsync(
        new PageQuery { OrderBy = "outboxDue" }, TestContext.Current.CancellationToken)).Items.Count;
}
