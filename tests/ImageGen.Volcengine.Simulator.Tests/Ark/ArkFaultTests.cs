using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Tests.Support;
using static ImageGen.Volcengine.Simulator.Tests.Support.ArkClient;

namespace ImageGen.Volcengine.Simulator.Tests.Ark;

/// <summary>Each way for a synchronous call to go wrong, and whether it cost money.</summary>
public sealed class ArkFaultTests
{
    [Theory]
    [InlineData(null, null, HttpStatusCode.InternalServerError, "InternalServiceError")]
    [InlineData("ModelAccountIpmRateLimitExceeded", 429, HttpStatusCode.TooManyRequests, "ModelAccountIpmRateLimitExceeded")]
    public async Task An_envelope_says_the_code_asked_for(string? code, int? http, HttpStatusCode status, string expected)
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", "envelope"), ("code", code), ("http", http)));
        var answer = await simulator.GenerateAsync(Order(Seedream45));
        Assert.Equal((status, expected), (answer.Status, answer.ErrorCode));
        await IsPaidAsync(simulator, 0, 0);
        Assert.Equal(HttpStatusCode.OK, (await simulator.GenerateAsync(Order(Seedream45))).Status);
    }

    [Theory]
    [InlineData("forbidden", HttpStatusCode.Forbidden)]
    [InlineData("redirect", HttpStatusCode.TemporaryRedirect)]
    [InlineData("http_empty", HttpStatusCode.BadGateway)]
    public async Task A_refusal_on_the_way_costs_nothing(string kind, HttpStatusCode status)
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", kind)));
        using var response = await simulator.PostAsync(Order(Seedream45));
        Assert.Equal(status, response.StatusCode);
        await IsPaidAsync(simulator, 0, 0);
    }

    [Fact]
    public async Task An_unreadable_answer_is_half_a_document_and_paid()
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", "unreadable")));
        using var response = await simulator.PostAsync(Order(Seedream45));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => JsonNode.Parse(text));
        await IsPaidAsync(simulator, 1, 0);
    }

    [Theory]
    [InlineData("reset_before", 0)]
    [InlineData("reset_after", 1)]
    public async Task A_reset_breaks_the_connection_before_or_after_the_money(string kind, int paid)
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", kind)));
        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.PostAsync(Order(Seedream45)));
        await IsPaidAsync(simulator, paid, 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_stream_breaks_after_so_many_pictures_and_all_are_paid(int pictures)
    {
        await using var simulator = await StartAtOnceAsync();
        // The delay is there because a reset also drops what its receiver has not read yet.
        await simulator.PutFaultsAsync(Rule(("kind", "reset_after"), ("pictures", pictures), ("delay_ms", 1000)));
        var seen = 0;
        var reading = Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var response = await simulator.PostAsync(Group(4, stream: true));
            await foreach (var item in EventsOf(response))
                Interlocked.Increment(ref seen);
        });
        await UntilAsync(() => Task.FromResult(Volatile.Read(ref seen) == pictures));
        await UntilAsync(() =>
        {
            simulator.Time.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(reading.IsCompleted);
        });
        await reading;
        Assert.Equal(pictures, seen);
        await IsPaidAsync(simulator, 4, pictures);
    }

    [Fact]
    public async Task A_stream_can_end_within_an_event()
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", "unreadable"), ("pictures", 1)));
        using var response = await simulator.PostAsync(Group(3, stream: true));
        var text = await response.Content.ReadAsStringAsync();
        Assert.EndsWith("data: {\"type\":\"image_gen", text, StringComparison.Ordinal);
        await IsPaidAsync(simulator, 3, 1);
    }

    [Fact]
    public async Task A_stream_can_end_with_a_failure_of_the_whole_request()
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", "envelope"), ("pictures", 1), ("accepted", true)));
        var events = await simulator.StreamAsync(Group(3, stream: true));
        Assert.Equal(["image_generation.partial_succeeded", "message"], events.Select(item => item.EventType));
        Assert.Equal("InternalServiceError", JsonNode.Parse(events[1].Data)!["error"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refused_stream_is_refused_as_JSON()
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Group(3, stream: true, prompt: "违禁"));
        Assert.Equal((HttpStatusCode.BadRequest, "InputTextSensitiveContentDetected"), (answer.Status, answer.ErrorCode));
    }

    [Fact]
    public async Task A_hanging_call_is_paid_and_never_answered()
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(Rule(("kind", "hang")));
        using var giveUp = new CancellationTokenSource();
        var call = simulator.PostAsync(Order(Seedream45), cancel: giveUp.Token);
        await UntilAsync(async () => (await simulator.LedgerAsync())["total"]!.GetValue<int>() == 1);
        Assert.False(call.IsCompleted);
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await IsPaidAsync(simulator, 1, 0);
    }

    [Theory]
    [InlineData("[{\"on\":\"generate\",\"kind\":\"gateway_error\"}]")]
    [InlineData("[{\"on\":\"generate\",\"kind\":\"envelope\",\"code\":50500}]")]
    [InlineData("[{\"on\":\"submit\",\"kind\":\"fewer\"}]")]
    [InlineData("[{\"on\":\"generate\",\"kind\":\"bad_image\"}]")]
    [InlineData("[{\"on\":\"generate\",\"kind\":\"fail_rest\",\"pictures\":-1}]")]
    public async Task A_rule_that_makes_no_sense_is_refused(string json)
    {
        await using var simulator = await StartAtOnceAsync();
        using var response = await simulator.Http.PutAsync("/_simulator/faults", new StringContent(json));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task The_ledger_outlives_the_process()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var simulator = await StartAtOnceAsync(options => options.StatePath = path))
                await simulator.StreamAsync(Group(2, stream: true));
            await using var restarted = await StartAtOnceAsync(options => options.StatePath = path);
            await IsPaidAsync(restarted, 2, 2);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Dictionary<string, object> Rule(params (string Name, object? Value)[] more)
    {
        var rule = new Dictionary<string, object> { ["on"] = "generate" };
        foreach (var (name, value) in more.Where(pair => pair.Value is not null))
            rule[name] = value!;
        return rule;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(20, end.Token);
    }

    private static async Task IsPaidAsync(RunningSimulator simulator, int images, int delivered)
    {
        var ledger = await simulator.Http.GetFromJsonAsync<JsonObject>("/_simulator/ledger");
        var lines = ledger!["submissions"]!.AsArray();
        Assert.Equal((images, delivered), (lines.Sum(line => line!["images"]!.GetValue<int>()), lines.Sum(line => line!["delivered"]!.GetValue<int>())));
        Assert.Equal(delivered > 0 ? 1 : 0, lines.Count(line => line!["answered"]!.GetValue<bool>()));
    }
}
