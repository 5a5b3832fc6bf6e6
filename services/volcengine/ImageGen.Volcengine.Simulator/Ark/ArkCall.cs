using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>One call on its way through, and the shapes of its answer.</summary>
internal sealed class ArkCall(HttpContext context, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json =
        new(SimulatorJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public HttpContext Context => context;

    public string RequestId { get; } = "02" + time.GetUtcNow().ToUnixTimeMilliseconds() + RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Who calls, without the key.</summary>
    public string Account { get; set; } = "";

    /// <summary>The scheme and host that the caller used: results are served from there.</summary>
    public string BaseUrl => $"{context.Request.Scheme}://{context.Request.Host}";

    public long Created => time.GetUtcNow().ToUnixTimeSeconds();

    public Task AnswerAsync(ArkAnswer answer) => WriteAsync(200, answer);

    public Task RefuseAsync(ArkError error) => WriteAsync(error.Status, new
    {
        error = new { code = error.Code, message = $"{error.Message} Request id: {RequestId}", param = error.Param, type = error.Type },
    });

    /// <summary>The first event also sends the headers, which a caller of a stream does not see before.</summary>
    public Task SendAsync(ArkEvent item) => SendAsync($"event: {item.Type}\ndata: {JsonSerializer.Serialize(item, Json)}\n\n");

    /// <summary>The end of a stream by a failure of the whole request, which has no event type.</summary>
    public Task SendAsync(ArkError error) =>
        SendAsync($"data: {JsonSerializer.Serialize(new { error = new ArkReason(error.Code, error.Message) }, Json)}\n\n");

    public Task EndStreamAsync() => SendAsync("data: [DONE]\n\n");

    /// <summary>An event that breaks off, in a stream that ends as if nothing had happened.</summary>
    public Task SendHalfAnEventAsync() => SendAsync("event: image_generation.partial_succeeded\ndata: {\"type\":\"image_gen");

    private async Task SendAsync(string text)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
            context.Response.Headers["X-Request-Id"] = RequestId;
            context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private async Task WriteAsync(int status, object answer)
    {
        context.Response.StatusCode = status;
        context.Response.Headers["X-Request-Id"] = RequestId;
        await context.Response.WriteAsJsonAsync(answer, answer.GetType(), Json, context.RequestAborted);
    }
}
