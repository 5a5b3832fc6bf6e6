using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class LedgerTests
{
    [Fact]
    public async Task A_submission_is_listed_with_all_that_a_test_needs()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var answer = await simulator.SubmitAsync(Orders.Of("一只猫"));

        var line = Assert.Single((await simulator.LedgerAsync())["submissions"]!.AsArray())!;

        Assert.Equal(answer.Body["request_id"]!.GetValue<string>(), line["request_id"]!.GetValue<string>());
        Assert.Equal(answer.Data!["task_id"]!.GetValue<string>(), line["task_id"]!.GetValue<string>());
        Assert.Equal(Orders.ReqKey, line["req_key"]!.GetValue<string>());
        Assert.Equal(SimulatorCredentials.AccessKey, line["access_key"]!.GetValue<string>());
        Assert.Equal("一只猫", line["prompt"]!.GetValue<string>());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("一只猫"))), line["prompt_sha256"]!.GetValue<string>());
        Assert.Equal(simulator.Time.GetUtcNow(), line["submitted_at"]!.GetValue<DateTimeOffset>());
        Assert.True(line["answered"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_ledger_can_be_asked_for_one_prompt_and_cleared()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("猫");
        await simulator.SubmitAsync("猫");
        await simulator.SubmitAsync("狗");

        var cats = await simulator.Http.GetFromJsonAsync<JsonObject>($"/_simulator/ledger?prompt={Uri.EscapeDataString("猫")}");
        Assert.Equal(2, cats!["total"]!.GetValue<int>());
        Assert.Equal(3, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
        using var deleted = await simulator.Http.DeleteAsync("/_simulator/ledger");

        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
        Assert.Equal("in_queue", (await simulator.GetResultAsync(taskId)).TaskStatus);
    }

    [Fact]
    public async Task Every_call_is_counted_by_its_action()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync("一只猫");
        await simulator.Http.GetByteArrayAsync(url);
        await simulator.SubmitAsync(Orders.Of(""));

        var counts = (await simulator.LedgerAsync())["requests"]!;

        Assert.Equal(2, counts["CVSync2AsyncSubmitTask"]!.GetValue<int>());
        Assert.Equal(1, counts["CVSync2AsyncGetResult"]!.GetValue<int>());
        Assert.Equal(1, counts["picture"]!.GetValue<int>());
    }
}
