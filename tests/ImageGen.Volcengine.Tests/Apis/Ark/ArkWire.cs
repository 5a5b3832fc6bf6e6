using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>What the provider puts on the wire.</summary>
internal static class ArkWire
{
    public const string Completed =
        "event: image_generation.completed\ndata: {\"type\":\"image_generation.completed\",\"model\":\"m\",\"created\":1,\"usage\":{\"generated_images\":1}}\n\n";

    public const string Done = "data: [DONE]\n\n";

    private const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nX-Request-Id: r1\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static string Succeeded(int index) =>
        $"event: image_generation.partial_succeeded\ndata: {{\"type\":\"image_generation.partial_succeeded\",\"model\":\"m\",\"created\":1,\"image_index\":{index},\"url\":\"https://example.com/{index}\",\"size\":\"2048x2048\"}}\n\n";

    public static string Failed(int index, string code) =>
        $"event: image_generation.partial_failed\ndata: {{\"type\":\"image_generation.partial_failed\",\"model\":\"m\",\"created\":1,\"image_index\":{index},\"error\":{{\"code\":\"{code}\",\"message\":\"no. Request id: r7\"}}}}\n\n";

    public static string Error(string code) => $$$"""{"error":{"code":"{{{code}}}","message":"said so. Request id: r7","param":"","type":"x"}}""";

    /// <summary>Begins a stream and sends these events, each in a chunk of its own.</summary>
    public static async Task StreamAsync(RawRequest request, params IEnumerable<string> events)
    {
        await request.WriteAsync(StreamHead);
        foreach (var item in events)
            await ChunkAsync(request, item);
    }

    public static Task ChunkAsync(RawRequest request, string text) =>
        request.WriteAsync(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{System.Text.Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    public static Task EndAsync(RawRequest request) => request.WriteAsync("0\r\n\r\n");

    /// <summary>A whole stream that ends in good order.</summary>
    public static RawServer Streaming(params IReadOnlyList<string> events) => RawServer.Doing(async request =>
    {
        await StreamAsync(request, events);
        await EndAsync(request);
    });
}
