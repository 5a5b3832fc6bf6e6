using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>With a journal, a new process goes on where a killed one stopped.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-").FullName;

    private string StatePath => Path.Combine(_folder, "state", "simulator.jsonl");

    [Fact]
    public async Task Tasks_the_ledger_and_addresses_outlive_a_restart()
    {
        var first = await RunningSimulator.StartAsync(options => options.StatePath = StatePath);
        var running = await first.SubmitAsync("running");
        await first.PutFaultsAsync(new { on = "submit", kind = "reset_after" });
        await Assert.ThrowsAsync<HttpRequestException>(() => first.SubmitAsync("unanswered"));
        var path = new Uri(
            await first.FinishedUrlAsync("done", new { return_url = true, logo_info = new { add_logo = true } })).PathAndQuery;
        var picture = await first.Http.GetByteArrayAsync(path);

        // Read while the first one still runs: nothing may depend on a clean end.
        File.Copy(StatePath, StatePath + ".copy");
        await using var second = await RunningSimulator.StartAsync(options => options.StatePath = StatePath + ".copy", first.Time);
        await first.DisposeAsync();

        var ledger = await second.LedgerAsync();
        Assert.Equal(3, ledger["total"]!.GetValue<int>());
        Assert.Equal(
            ["running True", "unanswered False", "done True"],
            ledger["submissions"]!.AsArray().Select(line => $"{line!["prompt"]} {line["answered"]!.GetValue<bool>()}"));
        Assert.Equal("done", (await second.GetResultAsync(running)).TaskStatus);
        Assert.Equal(picture, await second.Http.GetByteArrayAsync(path));
    }

    [Fact]
    public async Task A_cleared_ledger_stays_cleared_and_its_tasks_live()
    {
        var first = await RunningSimulator.StartAsync(options => options.StatePath = StatePath);
        var before = await first.SubmitAsync("before");
        using (await first.Http.DeleteAsync("/_simulator/ledger"))
            await first.SubmitAsync("after");
        await first.DisposeAsync();

        // Twice, since the second start reads what the first start wrote.
        for (var start = 0; start < 2; start++)
        {
            await using var next = await RunningSimulator.StartAsync(options => options.StatePath = StatePath, first.Time);
            Assert.Equal(1, (await next.LedgerAsync())["total"]!.GetValue<int>());
            Assert.Equal("in_queue", (await next.GetResultAsync(before)).TaskStatus);
        }
    }

    [Fact]
    public async Task A_torn_last_line_loses_only_itself()
    {
        var first = await RunningSimulator.StartAsync(options => options.StatePath = StatePath);
        var taskId = await first.SubmitAsync("whole");
        await first.DisposeAsync();
        await File.AppendAllTextAsync(StatePath, "{\"accepted\":{\"task_id\":\"12");

        await using var second = await RunningSimulator.StartAsync(options => options.StatePath = StatePath, first.Time);

        Assert.Equal("in_queue", (await second.GetResultAsync(taskId)).TaskStatus);
        Assert.Equal(1, (await second.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task Old_tasks_leave_the_journal_and_still_count()
    {
        var first = await RunningSimulator.StartAsync(options => options.StatePath = StatePath);
        await first.SubmitAsync("old");
        await first.DisposeAsync();
        first.Time.Advance(TimeSpan.FromDays(2));

        await using var second = await RunningSimulator.StartAsync(options => options.StatePath = StatePath, first.Time);

        Assert.Equal(1, (await second.LedgerAsync())["total"]!.GetValue<int>());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
