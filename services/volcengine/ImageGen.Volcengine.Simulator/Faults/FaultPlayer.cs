using System.Text;
using ImageGen.Volcengine.Simulator.Ark;
using ImageGen.Volcengine.Simulator.Faults.Named;
using ImageGen.Volcengine.Simulator.Renditions;
using ImageGen.Volcengine.Simulator.Signing;
using ImageGen.Volcengine.Simulator.Visual;

namespace ImageGen.Volcengine.Simulator.Faults;

/// <summary>Makes a call go wrong.</summary>
internal sealed class FaultPlayer(TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const string HalfAnAnswer = "{\"code\":10000,\"message\":\"Success\",\"data\":{\"task_id\":\"74";
    private const string HalfAnArkAnswer = "{\"model\":\"doubao-seedream\",\"created\":1,\"data\":[{\"url\":\"ht";
    private const string Html = "<!doctype html><html><body><h1>It works!</h1></body></html>";

    /// <summary>True when the call goes on as if nothing had happened.</summary>
    public async Task<bool> PlayAsync(VisualCall call, FaultRule rule)
    {
        await DelayAsync(call.Context, rule);
        switch (rule.Kind)
        {
            case FaultKind.Named when rule.TaskIsAccepted || rule.On == FaultPoint.GetResult:
                return true;
            case FaultKind.Named:
                await call.SendAsync(WireAnswer.Empty);
                return false;
            case FaultKind.Envelope:
                await call.RefuseAsync(rule.EnvelopeCode, rule.Message ?? "Internal Error", rule.Http);
                return false;
            case FaultKind.GatewayError:
                await call.RefuseAsync(rule.Gateway, rule.Message ?? "A fault that was asked for.", rule.Http);
                return false;
            case FaultKind.Forbidden:
                await call.RefuseAsync(GatewayError.AccessDenied, rule.Message ?? "Access denied.", rule.Http);
                return false;
            case FaultKind.Unreadable:
                await WriteAsync(call.Context, rule.Http ?? 200, "application/json", Encoding.UTF8.GetBytes(HalfAnAnswer));
                return false;
            default:
                return await PlayOnConnectionAsync(call.Context, rule);
        }
    }

    /// <summary>True when the call goes on as if nothing had happened.</summary>
    public async Task<bool> PlayAsync(ArkCall call, FaultRule rule)
    {
        await DelayAsync(call.Context, rule);
        switch (rule.Kind)
        {
            case FaultKind.Named when !rule.TaskIsAccepted:
                await call.SendAsync(WireAnswer.Empty);
                return false;
            case FaultKind.Envelope:
                await call.RefuseAsync(rule.Ark);
                return false;
            case FaultKind.Forbidden:
                await call.RefuseAsync(new ArkError(rule.Http ?? 403, "AccessDenied", rule.Message ?? "Access denied."));
                return false;
            case FaultKind.Unreadable:
                await WriteAsync(call.Context, rule.Http ?? 200, "application/json", Encoding.UTF8.GetBytes(HalfAnArkAnswer));
                return false;
            default:
                return await PlayOnConnectionAsync(call.Context, rule);
        }
    }

    /// <summary>The same between two pictures of a stream, which may have begun.</summary>
    public async Task<bool> PlayInStreamAsync(ArkCall call, FaultRule rule)
    {
        switch (rule.Kind)
        {
            case FaultKind.Envelope:
                await call.SendAsync(rule.Ark);
                return false;
            case FaultKind.Unreadable:
                await call.SendHalfAnEventAsync();
                return false;
            default:
                return await PlayAsync(call, rule);
        }
    }

    /// <summary>True when the picture is sent as if nothing had happened.</summary>
    public async Task<bool> PlayAsync(HttpContext context, FaultRule rule, string prompt, byte[] picture, string contentType)
    {
        await DelayAsync(context, rule);
        switch (rule.Kind)
        {
            case FaultKind.Named when rule.Named is { } named:
                await named.Spoil(new WireAnswer(200, contentType, picture), context, prompt).SendAsync(context, time);
                return false;
            case FaultKind.Forbidden:
                await PictureEndpoint.Forbidden(rule.Message ?? "Request has expired.").ExecuteAsync(context);
                return false;
            case FaultKind.BadImage when rule.Body == BadImageBody.Html:
                await WriteAsync(context, rule.Http ?? 200, "text/html", Encoding.UTF8.GetBytes(Html));
                return false;
            case FaultKind.BadImage when rule.Body == BadImageBody.Truncated:
                await WriteAsync(context, rule.Http ?? 200, "image/png", picture.AsMemory(0, picture.Length / 2));
                return false;
            case FaultKind.BadImage or FaultKind.Unreadable:
                await WriteAsync(context, rule.Http ?? 200, "image/png", Garbage());
                return false;
            case FaultKind.ResetAfter:
                context.Response.ContentType = "image/png";
                context.Response.ContentLength = picture.Length;
                await context.Response.Body.WriteAsync(picture.AsMemory(0, picture.Length / 2), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                context.Abort();
                return false;
            default:
                return await PlayOnConnectionAsync(context, rule);
        }
    }

    private async Task<bool> PlayOnConnectionAsync(HttpContext context, FaultRule rule)
    {
        switch (rule.Kind)
        {
            case FaultKind.HttpEmpty:
                context.Response.StatusCode = rule.Http ?? 502;
                return false;
            case FaultKind.Redirect:
                context.Response.StatusCode = rule.Http ?? 307;
                context.Response.Headers.Location = rule.Location;
                return false;
            case FaultKind.Hang:
                using (var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping))
                    await Task.Delay(Timeout.InfiniteTimeSpan, time, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                context.Abort();
                return false;
            case FaultKind.ResetBefore or FaultKind.ResetAfter:
                context.Abort();
                return false;
            default:
                return true;
        }
    }

    private Task DelayAsync(HttpContext context, FaultRule rule) => rule.DelayMs == 0
        ? Task.CompletedTask
        : Task.Delay(TimeSpan.FromMilliseconds(rule.DelayMs), time, context.RequestAborted);

    private static async Task WriteAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static byte[] Garbage()
    {
        var bytes = new byte[4096];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
