using System.Net;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Tests.Support;
using static ImageGen.Volcengine.Simulator.Tests.Support.ArkClient;

namespace ImageGen.Volcengine.Simulator.Tests.Ark;

/// <summary>Several pictures by one call, in one answer or as a stream.</summary>
public sealed class ArkGroupTests
{
    private const string Succeeded = "image_generation.partial_succeeded";
    private const string Failed = "image_generation.partial_failed";
    private const string Completed = "image_generation.completed";

    [Fact]
    public async Task A_stream_tells_of_each_picture_and_ends()
    {
        await using var simulator = await StartAtOnceAsync();
        var events = await simulator.StreamAsync(Group(3, stream: true));

        Assert.Equal([Succeeded, Succeeded, Succeeded, Completed, "message"], events.Select(item => item.EventType));
        Assert.Equal("[DONE]", events[^1].Data);
        Assert.Equal([0, 1, 2], events.Take(3).Select(item => Json(item.Data)["image_index"]!.GetValue<int>()));
        Assert.All(events.Take(4), item => Assert.Equal(item.EventType, Json(item.Data)["type"]!.GetValue<string>()));
        Assert.All(events.Take(3), item => Assert.Equal("1024x1024", Json(item.Data)["size"]!.GetValue<string>()));
        Assert.Equal(3, Json(events[3].Data)["usage"]!["generated_images"]!.GetValue<int>());
        await IsBilledAsync(simulator, images: 3, delivered: 3);
    }

    [Fact]
    public async Task The_headers_of_a_stream_come_only_with_its_first_picture()
    {
        await using var simulator = await RunningSimulator.StartAsync(options =>
            options.Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 60_000, GenerateMaxMs = 60_000 });
        var call = simulator.PostAsync(Group(2, stream: true));
        await UntilAsync(async () => (await simulator.LedgerAsync())["total"]!.GetValue<int>() == 1);
        Assert.False(call.IsCompleted);

        await UntilAsync(() =>
        {
            simulator.Time.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(call.IsCompleted);
        });
        using var response = await call;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_picture_is_sent_before_the_next_one_is_made()
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(new { on = "generate", kind = "hang", pictures = 1 });
        using var response = await simulator.PostAsync(Group(2, stream: true));
        await using var events = EventsOf(response).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(0, Json(events.Current.Data)["image_index"]!.GetValue<int>());
        await IsBilledAsync(simulator, images: 2, delivered: 1);
    }

    [Fact]
    public async Task Without_a_stream_all_come_in_one_answer()
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Group(3, stream: false));
        Assert.Equal((HttpStatusCode.OK, 3), (answer.Status, answer.Data.Count));
        Assert.Equal((3, 3 * 4096), (Usage(answer, "generated_images"), Usage(answer, "output_tokens")));
        await IsBilledAsync(simulator, images: 3, delivered: 3);

        static int Usage(Support.ArkAnswer answer, string name) => answer.Body["usage"]![name]!.GetValue<int>();
    }

    [Theory]
    [InlineData("3", 15)]
    [InlineData("0", 15)]
    [InlineData("null", 15)]
    public async Task Without_a_number_a_group_is_as_large_as_it_may_be(string references, int together)
    {
        await using var simulator = await StartAtOnceAsync();
        var count = references == "null" ? 0 : int.Parse(references);
        var order = Order(Seedream40, ("size", "1K"), ("sequential_image_generation", "auto"));
        if (count > 0)
            order["image"] = Enumerable.Range(0, count).Select(n => $"https://example.com/{n}.jpg").ToArray();
        Assert.Equal(together - count, (await simulator.GenerateAsync(order)).Data.Count);
    }

    [Fact]
    public async Task A_withheld_picture_is_skipped_and_not_billed()
    {
        await using var simulator = await StartAtOnceAsync();
        var events = await simulator.StreamAsync(Group(3, stream: true, prompt: "高危画面"));
        Assert.Equal([Succeeded, Failed, Succeeded, Completed, "message"], events.Select(item => item.EventType));
        Assert.Equal("OutputImageSensitiveContentDetected", Json(events[1].Data)["error"]!["code"]!.GetValue<string>());
        await IsBilledAsync(simulator, images: 2, delivered: 2);
    }

    [Fact]
    public async Task A_good_answer_can_hold_a_failed_picture()
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Group(3, stream: false, prompt: "高危画面"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([true, false, true], answer.Data.Select(item => item!["url"] is not null));
        Assert.Equal("OutputImageSensitiveContentDetected", answer.Data[1]!["error"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_internal_error_ends_a_group(bool stream)
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(new { on = "generate", kind = "fail_rest", pictures = 1 });
        if (stream)
        {
            var events = await simulator.StreamAsync(Group(4, stream));
            Assert.Equal([Succeeded, Failed, Completed, "message"], events.Select(item => item.EventType));
        }
        else
        {
            var answer = await simulator.GenerateAsync(Group(4, stream));
            Assert.Equal("InternalServiceError", answer.Data[1]!["error"]!["code"]!.GetValue<string>());
            Assert.Equal(2, answer.Data.Count);
        }

        await IsBilledAsync(simulator, images: 1, delivered: 1);
    }

    [Fact]
    public async Task A_model_can_make_fewer_than_it_may()
    {
        await using var simulator = await StartAtOnceAsync();
        await simulator.PutFaultsAsync(new { on = "generate", kind = "fewer", pictures = 2 });
        Assert.Equal(2, (await simulator.GenerateAsync(Group(4, stream: false))).Data.Count);
        await IsBilledAsync(simulator, images: 2, delivered: 2);
    }

    private static JsonObject Json(string data) => JsonNode.Parse(data)!.AsObject();

    private static async Task IsBilledAsync(RunningSimulator simulator, int images, int delivered)
    {
        var line = Assert.Single((await simulator.LedgerAsync())["submissions"]!.AsArray())!;
        Assert.Equal(("ark", images, delivered), (line["api"]!.GetValue<string>(), line["images"]!.GetValue<int>(), line["delivered"]!.GetValue<int>()));
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(20, end.Token);
    }
}
