using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Tests.Support;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>Each way to go wrong, on real connections, and whether it cost money.</summary>
public sealed class FaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("submit")]
    [InlineData("get_result")]
    public async Task An_envelope_says_the_code_asked_for(string on)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on, kind = "envelope", code = 50501, message = "Internal RPC Error" });

        var answer = await CallAsync(simulator, on);

        Assert.Equal((HttpStatusCode.InternalServerError, 50501), (answer.Status, answer.Code));
        Assert.Equal("Internal RPC Error", answer.Body["message"]!.GetValue<string>());
        Assert.Equal(10000, (await CallAsync(simulator, on)).Code);
    }

    [Theory]
    [InlineData("gateway_error", "FlowLimitExceeded", HttpStatusCode.TooManyRequests, "FlowLimitExceeded")]
    [InlineData("gateway_error", null, HttpStatusCode.InternalServerError, "InternalError")]
    [InlineData("forbidden", null, HttpStatusCode.Forbidden, "AccessDenied")]
    public async Task A_gateway_error_has_the_gateways_shape(string kind, string? code, HttpStatusCode status, string expected)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(code is null ? new { on = "submit", kind } : new { on = "submit", kind, code });

        var answer = await CallAsync(simulator, "submit");

        Assert.Equal((status, expected), (answer.Status, answer.GatewayCode));
        await AssertPaidAsync(simulator, paid: 0, answered: 0);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task An_empty_answer_has_only_a_status(int http)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "http_empty", http });

        using var response = await SendAsync(simulator);

        Assert.Equal(http, (int)response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        await AssertPaidAsync(simulator, paid: 0, answered: 0);
    }

    [Fact]
    public async Task An_empty_answer_can_be_one_to_a_task_that_was_accepted()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "http_empty", http = 504, accepted = true });

        using var response = await SendAsync(simulator);

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        await AssertPaidAsync(simulator, paid: 1, answered: 0);
    }

    [Fact]
    public async Task An_unreadable_answer_is_200_and_half_a_document_and_the_task_is_paid()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "unreadable" });

        using var response = await SendAsync(simulator);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(text));
        await AssertPaidAsync(simulator, paid: 1, answered: 0);
    }

    [Fact]
    public async Task A_redirect_leads_away()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "redirect", location = "http://localhost:1/" });

        using var response = await SendAsync(simulator);

        Assert.Equal(HttpStatusCode.TemporaryRedirect, response.StatusCode);
        Assert.Equal(new Uri("http://localhost:1/"), response.Headers.Location);
        await AssertPaidAsync(simulator, paid: 0, answered: 0);
    }

    [Theory]
    [InlineData("reset_before", 0)]
    [InlineData("reset_after", 1)]
    public async Task A_reset_breaks_the_connection_before_or_after_the_money(string kind, int paid)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind });

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(simulator));

        await AssertPaidAsync(simulator, paid, answered: 0);
    }

    [Fact]
    public async Task A_hanging_call_is_paid_and_never_answered()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "hang" });
        using var giveUp = new CancellationTokenSource();
        var call = SendAsync(simulator, giveUp.Token);

        await UntilAsync(async () => (await simulator.LedgerAsync())["total"]!.GetValue<int>() == 1);
        Assert.False(call.IsCompleted);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await AssertPaidAsync(simulator, paid: 1, answered: 0);
    }

    [Fact]
    public async Task A_slow_answer_comes_after_its_delay()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "slow", delay_ms = 60_000 });
        var call = CallAsync(simulator, "submit");
        await UntilAsync(async () => (await simulator.LedgerAsync())["total"]!.GetValue<int>() == 1);
        Assert.False(call.IsCompleted);

        await UntilAsync(() =>
        {
            simulator.Time.Advance(TimeSpan.FromSeconds(60));
            return Task.FromResult(call.IsCompleted);
        });

        Assert.Equal(10000, (await call).Code);
        await AssertPaidAsync(simulator, paid: 1, answered: 1);
    }

    [Theory]
    [InlineData("html", "text/html")]
    [InlineData("garbage", "image/png")]
    [InlineData("truncated", "image/png")]
    public async Task A_bad_image_is_no_picture(string body, string contentType)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync("一只猫");
        await simulator.PutFaultsAsync(new { on = "picture", kind = "bad_image", body });

        using var response = await simulator.Http.GetAsync(url);
        var bad = await response.Content.ReadAsByteArrayAsync();
        var good = await simulator.Http.GetByteArrayAsync(url);

        Assert.Equal((HttpStatusCode.OK, contentType), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.NotEqual(good, bad);
        Assert.Equal(body == "truncated", bad.AsSpan().StartsWith(good.AsSpan(0, 8)));
    }

    [Theory]
    [InlineData("reset_before")]
    [InlineData("reset_after")]
    public async Task A_picture_can_break_off(string kind)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync("一只猫");
        await simulator.PutFaultsAsync(new { on = "picture", kind });

        await Assert.ThrowsAnyAsync<Exception>(() => simulator.Http.GetByteArrayAsync(url));

        Assert.NotEmpty(await simulator.Http.GetByteArrayAsync(url));
    }

    [Fact]
    public async Task A_picture_can_be_forbidden()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync("一只猫");
        await simulator.PutFaultsAsync(new { on = "picture", kind = "forbidden" });

        using var response = await simulator.Http.GetAsync(url);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_rule_waits_its_turn_hits_only_its_prompt_and_wears_out()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "envelope", code = 50500, prompt_contains = "猫", skip = 1, times = 2 });

        var codes = new List<int?>();
        foreach (var prompt in (string[])["猫", "狗", "猫", "一只猫", "狗", "猫"])
            codes.Add((await simulator.SubmitAsync(Orders.Of(prompt))).Code);

        Assert.Equal([10000, 10000, 50500, 50500, 10000, 10000], codes);
        var rules = await simulator.Http.GetFromJsonAsync<JsonArray>("/_simulator/faults");
        Assert.Equal(2, Assert.Single(rules!)!["hits"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_rule_without_end_lasts_until_it_is_taken_away()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "submit", kind = "envelope", times = -1 });

        for (var i = 0; i < 5; i++)
            Assert.Equal(50500, (await simulator.SubmitAsync(Orders.Of("猫"))).Code);
        using var deleted = await simulator.Http.DeleteAsync("/_simulator/faults");

        Assert.Equal(10000, (await simulator.SubmitAsync(Orders.Of("猫"))).Code);
    }

    [Theory]
    [InlineData("[{\"on\":\"submit\",\"kind\":\"explode\"}]")]
    [InlineData("[{\"on\":\"submit\",\"kind\":\"slow\",\"delay\":5}]")]
    [InlineData("[{\"on\":\"submit\",\"kind\":\"bad_image\"}]")]
    [InlineData("[{\"on\":\"picture\",\"kind\":\"envelope\"}]")]
    [InlineData("[{\"on\":\"submit\",\"kind\":\"envelope\",\"code\":\"x\"}]")]
    [InlineData("[{\"kind\":\"slow\"}]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[null]")]
    public async Task A_rule_that_makes_no_sense_is_refused(string json)
    {
        await using var simulator = await RunningSimulator.StartAsync();

        using var response = await simulator.Http.PutAsync("/_simulator/faults", new StringContent(json));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonObject>())!["error"]!.GetValue<string>());
    }

    private static async Task<Answer> CallAsync(RunningSimulator simulator, string on) =>
        on == "submit" ? await simulator.SubmitAsync(Orders.Of("一只猫")) : await simulator.GetResultAsync("7000000000000000000");

    private static async Task<HttpResponseMessage> SendAsync(RunningSimulator simulator, CancellationToken cancel = default)
    {
        using var request = new SigningClient().Sign(
            simulator.Http.BaseAddress!, "CVSync2AsyncSubmitTask", "2022-08-31", Orders.Of("一只猫"), simulator.Time.GetUtcNow());
        return await simulator.Http.SendAsync(request, cancel);
    }

    private static async Task AssertPaidAsync(RunningSimulator simulator, int paid, int answered)
    {
        var ledger = await simulator.LedgerAsync();
        Assert.Equal(paid, ledger["total"]!.GetValue<int>());
        Assert.Equal(answered, ledger["submissions"]!.AsArray().Count(line => line!["answered"]!.GetValue<bool>()));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(Patience);
        while (!await condition())
            await Task.Delay(20, end.Token);
    }
}
