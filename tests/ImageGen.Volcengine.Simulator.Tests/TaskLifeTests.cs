using System.Net;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

public sealed class TaskLifeTests
{
    private static readonly SigningClient Stranger = new() { AccessKey = "AKLTstranger", SecretKey = "another secret" };

    [Fact]
    public async Task A_task_waits_is_made_is_done_expires_and_is_forgotten()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutSettingsAsync(new { queue_ms = 1000, generate_min_ms = 2000, generate_max_ms = 2000 });
        var taskId = await simulator.SubmitAsync("一只猫");
        var seen = new List<string?>();

        foreach (var wait in (TimeSpan[])[
            TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromHours(12) - TimeSpan.FromSeconds(4),
            TimeSpan.FromSeconds(1), TimeSpan.FromHours(12)])
        {
            simulator.Time.Advance(wait);
            var answer = await simulator.GetResultAsync(taskId);
            Assert.Equal((HttpStatusCode.OK, 10000), (answer.Status, answer.Code));
            seen.Add(answer.TaskStatus);
        }

        Assert.Equal(["in_queue", "generating", "done", "done", "expired", "not_found"], seen);
    }

    [Fact]
    public async Task A_task_is_not_there_for_anybody_else()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            options => options.Credentials[Stranger.AccessKey] = Stranger.SecretKey);
        var taskId = await simulator.SubmitAsync("一只猫");

        Assert.Equal("not_found", (await simulator.GetResultAsync(taskId, signer: Stranger)).TaskStatus);
        Assert.Equal("not_found", (await simulator.GetResultAsync("7000000000000000000")).TaskStatus);
    }

    [Fact]
    public async Task A_task_can_be_canceled_only_where_the_settings_say_so()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("一只猫");

        var answer = await CancelAsync(simulator, taskId);
        Assert.Equal((HttpStatusCode.BadRequest, 50200), (answer.Status, answer.Code));
        Assert.Equal("in_queue", (await simulator.GetResultAsync(taskId)).TaskStatus);

        await simulator.PutSettingsAsync(new { cancels = true });
        Assert.Equal(10000, (await CancelAsync(simulator, taskId)).Code);
        Assert.Equal("not_found", (await simulator.GetResultAsync(taskId)).TaskStatus);
        Assert.Equal(50200, (await CancelAsync(simulator, taskId)).Code);
        Assert.True((await simulator.LedgerAsync())["submissions"]![0]!["canceled"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_task_that_is_done_stays_so()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutSettingsAsync(new { cancels = true });
        var taskId = await simulator.SubmitAsync("一只猫");
        simulator.Time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(50200, (await CancelAsync(simulator, taskId)).Code);
        Assert.Equal("done", (await simulator.GetResultAsync(taskId)).TaskStatus);
    }

    [Fact]
    public async Task Another_model_than_the_tasks_is_refused()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("一只猫");

        var answer = await simulator.GetResultAsync(taskId, reqKey: "jimeng_t2i_v31");

        Assert.Equal((HttpStatusCode.BadRequest, 50200), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("{\"return_url\":\"yes\"}", 50200)]
    [InlineData("{\"return_urls\":true}", 50200)]
    [InlineData("{\"logo_info\":{\"add_logo\":true,\"position\":4}}", 50200)]
    [InlineData("{\"logo_info\":{\"add_logo\":true,\"opacity\":2}}", 50200)]
    [InlineData("{\"logo_info\":true}", 50204)]
    [InlineData("{\"aigc_meta\":{\"content_producer\":\"x\"}}", 50201)]
    [InlineData("{", 50204)]
    public async Task Options_that_are_wrong_are_refused(string reqJson, int code)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("一只猫");

        var answer = await simulator.CallAsync(
            "CVSync2AsyncGetResult", new { req_key = Orders.ReqKey, task_id = taskId, req_json = reqJson });

        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Options_as_an_object_instead_of_a_string_are_refused()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("一只猫");

        var answer = await simulator.CallAsync(
            "CVSync2AsyncGetResult", new { req_key = Orders.ReqKey, task_id = taskId, req_json = new { return_url = true } });

        Assert.Equal((HttpStatusCode.BadRequest, 50200), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_picture_found_risky_fails_though_the_task_is_done()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("高危画面");

        Assert.Equal("in_queue", (await simulator.GetResultAsync(taskId)).TaskStatus);
        simulator.Time.Advance(TimeSpan.FromSeconds(10));
        var answer = await simulator.GetResultAsync(taskId);

        Assert.Equal((HttpStatusCode.BadRequest, 50511), (answer.Status, answer.Code));
        Assert.Equal("done", answer.TaskStatus);
    }

    [Fact]
    public async Task Without_return_url_the_picture_comes_as_base64_and_is_the_same()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var taskId = await simulator.SubmitAsync("一只猫");
        simulator.Time.Advance(TimeSpan.FromSeconds(10));

        var inline = await simulator.GetResultAsync(taskId, new { });
        var linked = await simulator.GetResultAsync(taskId);

        Assert.Null(inline.Data!["image_urls"]);
        var bytes = Convert.FromBase64String(Assert.Single(inline.Data["binary_data_base64"]!.AsArray())!.GetValue<string>());
        Assert.Equal(bytes, await simulator.Http.GetByteArrayAsync(linked.Data!["image_urls"]![0]!.GetValue<string>()));
    }

    [Fact]
    public async Task Without_force_single_more_pictures_are_made()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var submitted = await simulator.SubmitAsync(Orders.Of("一只猫", ("force_single", false)));
        simulator.Time.Advance(TimeSpan.FromSeconds(10));

        var result = await simulator.GetResultAsync(submitted.Data!["task_id"]!.GetValue<string>());

        Assert.Equal(2, result.Data!["image_urls"]!.AsArray().Count);
    }

    private static Task<Answer> CancelAsync(RunningSimulator simulator, string taskId) =>
        simulator.CallAsync("CVCancelTask", new { req_key = "jimeng_t2i_v40", task_id = taskId }, version: "2024-06-06");
}
