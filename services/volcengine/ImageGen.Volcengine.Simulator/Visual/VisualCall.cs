using System.Security.Cryptography;
using System.Text.Json;
using ImageGen.Volcengine.Simulator.Faults.Named;
using ImageGen.Volcengine.Simulator.Signing;
using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>One call on its way through, and the two shapes of an answer.</summary>
internal class VisualCall(HttpContext context, SimulatorOptions options, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();

    public HttpContext Context => context;

    public string RequestId { get; } = time.GetUtcNow().ToString("yyyyMMddHHmmss") + RandomNumberGenerator.GetHexString(18);

    public string Action { get; } = context.Request.Query["Action"].ToString();

    public string Version { get; } = context.Request.Query["Version"].ToString();

    public string AccessKey { get; set; } = "";

    /// <summary>The service that the signature must be for.</summary>
    public virtual string Service => options.Service;

    /// <summary>As the ledger names it.</summary>
    public virtual string Api => TaskOrder.Visual;

    /// <summary>The scheme and host that the caller used: results are served from there.</summary>
    public string BaseUrl => $"{context.Request.Scheme}://{context.Request.Host}";

    /// <summary>Whatever is answered goes through it.</summary>
    public Func<WireAnswer, WireAnswer> Spoil { get; set; } = answer => answer;

    public Task AnswerAsync(object data) => WriteAsync(BusinessCode.Success, "Success", 200, data);

    public Task RefuseAsync(int code, string message, int? status = null, object? data = null) =>
        WriteAsync(code, message, status ?? BusinessCode.Status(code), data);

    public Task RefuseAsync(GatewayError error, string message, int? status = null)
    {
        var answer = new Dictionary<string, object?>(Metadata())
        {
            ["Error"] = new Dictionary<string, object?> { ["CodeN"] = error.CodeN ?? 0, ["Code"] = error.Code, ["Message"] = message },
        };
        return WriteAsync(status ?? error.Status, new Dictionary<string, object?> { ["ResponseMetadata"] = answer });
    }

    protected Dictionary<string, object?> Metadata() => new()
    {
        ["RequestId"] = RequestId,
        ["Action"] = Action,
        ["Version"] = Version,
        ["Service"] = Service,
        ["Region"] = options.Region,
    };

    /// <summary>What the service itself says, in the shape of this API.</summary>
    protected virtual Task WriteAsync(Envelope envelope, int status) => WriteAsync(status, envelope);

    private Task WriteAsync(int code, string message, int status, object? data)
    {
        var elapsed = time.GetElapsedTime(_startedAt).TotalMilliseconds;
        return WriteAsync(new Envelope(code, message, RequestId, code, FormattableString.Invariant($"{elapsed:0.######}ms"), data), status);
    }

    public async Task SendAsync(WireAnswer answer)
    {
        context.Response.Headers["X-Tt-Logid"] = RequestId;
        await Spoil(answer).SendAsync(context, time);
    }

    protected Task WriteAsync(int status, object answer) =>
        SendAsync(new WireAnswer(status, WireAnswer.Json, JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), SimulatorJson.Options)));
}
