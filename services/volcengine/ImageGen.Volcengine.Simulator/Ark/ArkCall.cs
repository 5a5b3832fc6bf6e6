using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ImageGen.Volcengine.Simulator.Faults.Named;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>One call on its way through, and the shapes of its answer.</summary>
internal sealed class ArkCall(HttpContext context, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json =
        new(SimulatorJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    // A stream that somebody is to spoil is held back until it is whole.
    private readonly StringBuilder _held = new();

    public HttpContext Context => context;

    /// <summary>Whatever is answered goes through it.</summary>
    public Func<WireAnswer, WireAnswer>? Spoil { get; set; }

    public string RequestId { get; } = "02" + time.GetUtcNow().ToUnixTimeMilliseconds() + RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Who calls, without the key.</summary>
    public string Account { get; set; } = "";

    /// <summary>The scheme and host that the caller used: results are served from there.</summary>
    public string BaseUrl => $"{context.Request.Scheme}://{context.Request.Host}";

    public long Created => time.GetUtcNow().ToUnixTimeSeconds();

    public Task AnswerAsync(ArkAnswer answer) => WriteAsync(200, answer);

    public Task AnswerAsync(ChatAnswer answer) => WriteAsync(200, answer);

    public Task RefuseAsync(ArkError error) => WriteAsync(error.Status, new
    {
        error = new { code = error.Code, message = $"{error.Message} Request id: {RequestId}", param = error.Param, type = error.Type },
    });

    /// <summary>The first event also sends the headers, which a caller of a stream does not see before.</summary>
    public Task SendAsync(ArkEvent item) => SendAsync($"event: {item.Type}\ndata: {JsonSerializer.Serialize(item, Json)}\n\n");

    /// <summary>The end of a stream by a failure of the whole request, which has no event type.</summary>
    public Task SendAsync(ArkError error) =>
        SendAsync($"data: {JsonSerializer.Serialize(new { error = new ArkReason(error.Code, error.Message) }, Json)}\n\n");

    public async Task EndStreamAsync()
    {
        await SendAsync("data: [DONE]\n\n");
        if (Spoil is not null)
            await SendAsync(new WireAnswer(200, WireAnswer.Stream, Encoding.UTF8.GetBytes(_held.ToString())));
    }

    public async Task SendAsync(WireAnswer answer)
    {
        context.Response.Headers["X-Request-Id"] = RequestId;
        await (Spoil is null ? answer : Spoil(answer)).SendAsync(context, time);
    }

    /// <summary>An event that breaks off, in a stream that ends as if nothing had happened.</summary>
    public Task SendHalfAnEventAsync() => SendAsync("event: image_generation.partial_succeeded\ndata: {\"type\":\"image_gen");

    private async Task SendAsync(string text)
    {
        if (Spoil is not null)
        {
            _held.Append(text);
            return;
        }

        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = WireAnswer.Stream;
            context.Response.Headers["X-Request-Id"] = RequestId;
            context.Features.GetRequiredFeature<IHttpResponseBodyFeature>().DisableBuffering();
        }

        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private Task WriteAsync(int status, object answer) =>
        SendAsync(new WireAnswer(status, WireAnswer.Json, JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), Json)));
}
