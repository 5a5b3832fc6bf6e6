using ImageGen.Contracts;
using ImageGen.TestKit;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Tasks;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Handlers;

/// <summary>Only what can not be carried out by itself is refused; what our store did not take is asked for again.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly Store store = Store.Sqlite();

    public void Dispose() => store.Dispose();

    [Theory]
    [InlineData("MongoDB.Driver.MongoConnectionException")]
    [InlineData("MongoDB.Driver.MongoExecutionTimeoutException")]
    [InlineData("Microsoft.Data.Sqlite.SqliteException")]
    [InlineData("System.TimeoutException")]
    [InlineData("System.OperationCanceledException")]
    [InlineData("System.Threading.Tasks.TaskCanceledException")]
    [InlineData("System.IO.IOException")]
    [InlineData("System.InvalidOperationException")]
    [InlineData("no reason given")]
    [InlineData("ImageGen.Persistence.SomethingOfTomorrowException")]
    public async Task What_may_pass_refuses_nothing(string exception)
    {
        await using var worker = Replica.Over(store);
        await worker.Get<GenerateImageFaultHandler>().HandleAsync(Old("job_1"), exception, TestContext.Current.CancellationToken);
        Assert.Null(await worker.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken));
    }

    /// <summary>A driver may stumble like that too, when its line is cut in the middle of an answer.</summary>
    [Fact]
    public async Task What_failed_for_minutes_only_is_asked_for_again_whatever_it_looks_like()
    {
        await using var worker = Replica.Over(store);
        var handler = worker.Get<GenerateImageFaultHandler>();
        var young = Old("job_1") with { AcceptedAt = TimeProvider.System.GetUtcNow() - GenerateImageFaultHandler.Patience + TimeSpan.FromMinutes(1) };
        await handler.HandleAsync(young, typeof(NullReferenceException).FullName!, TestContext.Current.CancellationToken);
        Assert.Null(await worker.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken));

        await handler.HandleAsync(Old("job_1"), typeof(NullReferenceException).FullName!, TestContext.Current.CancellationToken);
        Assert.Equal(TaskState.Refused, (await worker.Tasks.GetAsync("job_1:1:0", TestContext.Current.CancellationToken))!.Body.State);
    }

    /// <summary>By the bus, whose word for an exception it is.</summary>
    [Fact]
    public async Task A_command_that_our_code_can_not_carry_out_is_refused_and_one_that_met_an_outage_is_not()
    {
        store.Before = call => call is { Operation: "GetManyAsync", Argument: IReadOnlyCollection<string> ids }
            ? ids.First() switch
            {
                "job_impossible:1:0" => throw new KeyNotFoundException("of the request"),
                "job_unlucky:1:0" => throw new IOException("away"),
                _ => Task.CompletedTask,
            }
            : Task.CompletedTask;
        await using var provider = await StandIn.StartAsync();
        await using var worker = await RunningWorker.StartAsync(provider, store);
        await worker.SendAsync(Old("job_unlucky"));
        await worker.SendAsync(Old("job_impossible"));
        await Eventually.HoldsAsync("both have failed for good", () => Task.FromResult(worker.Faults == 2));

        await Eventually.HoldsAsync("one is refused", async () => await worker.FindAsync("job_impossible:1:0") is not null);
        var refused = await worker.FindAsync("job_impossible:1:0");
        Assert.Equal((TaskState.Refused, "internal", false), (refused!.State, refused.Error!.Code, refused.Billed));
        Assert.DoesNotContain("of the request", refused.Error.Message, StringComparison.Ordinal);
        Assert.Null(await worker.FindAsync("job_unlucky:1:0"));
    }

    private static GenerateImage Old(string job) =>
        Commands.Of(job, TimeProvider.System) with { AcceptedAt = TimeProvider.System.GetUtcNow() - GenerateImageFaultHandler.Patience };
}
