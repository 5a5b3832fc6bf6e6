using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>Calls the Ark API as a customer of the provider does.</summary>
internal static class ArkClient
{
    public const string Seedream40 = "doubao-seedream-4-0-250828";
    public const string Seedream45 = "doubao-seedream-4-5-251128";
    public const string Lite = "doubao-seedream-5-0-260128";
    public const string Pro = "doubao-seedream-5-0-pro-260628";
    public const string Flash = "doubao-seedream-5-0-flash-260915";

    private const string Address = "/api/v3/images/generations";

    public static Task<RunningSimulator> StartAtOnceAsync(Action<SimulatorOptions>? configure = null) => RunningSimulator.StartAsync(options =>
    {
        options.Settings = new SimulatorSettings { QueueMs = 0, GenerateMinMs = 0, GenerateMaxMs = 0 };
        configure?.Invoke(options);
    });

    public static Dictionary<string, object?> Order(string model, params (string Name, object? Value)[] more)
    {
        var body = new Dictionary<string, object?> { ["model"] = model, ["prompt"] = "一只猫" };
        foreach (var (name, value) in more)
            body[name] = value;
        return body;
    }

    public static Dictionary<string, object?> Group(int pictures, bool stream, string prompt = "一只猫") => Order(
        Seedream40,
        ("prompt", prompt), ("size", "1K"), ("stream", stream), ("sequential_image_generation", "auto"),
        ("sequential_image_generation_options", new { max_images = pictures }));

    public static async Task<ArkAnswer> GenerateAsync(this RunningSimulator simulator, object body)
    {
        using var response = await simulator.PostAsync(body);
        return new ArkAnswer(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    /// <summary>The answer as soon as its headers are there.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        this RunningSimulator simulator, object body, string? key = SimulatorCredentials.ArkApiKey, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = body as HttpContent ?? JsonContent.Create(body) };
        if (key is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        return await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    public static async Task<List<SseItem<string>>> StreamAsync(this RunningSimulator simulator, object body)
    {
        using var response = await simulator.PostAsync(body);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        var events = new List<SseItem<string>>();
        await foreach (var item in EventsOf(response))
            events.Add(item);
        return events;
    }

    public static async IAsyncEnumerable<SseItem<string>> EventsOf(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
            yield return item;
    }
}

/// <summary>A whole answer of the Ark API.</summary>
internal sealed record ArkAnswer(HttpStatusCode Status, JsonObject Body)
{
    public string? ErrorCode => Body["error"]?["code"]?.GetValue<string>();

    public string? ErrorParam => Body["error"]?["param"]?.GetValue<string>();

    public JsonArray Data => Body["data"]!.AsArray();
}
