using ImageGen.Volcengine.Simulator.ImageX;
using ImageGen.Volcengine.Simulator.Signing;
using ImageGen.Volcengine.Simulator.Tasks;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>The one address of the signed APIs, which tell each other apart by their actions: checks the signature and hands the call on.</summary>
internal sealed class VisualEndpoint(
    SimulatorOptions options, SignatureCheck signatures, RateLimit rate, CallCounts counts, SubmitTask submit, GetResult getResult,
    CancelTask cancelTask, ImageXTasks imageX, TimeProvider time)
{
    // Two pictures of the largest size in base64, and what is around them.
    private const int MaxBody = 14 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var call = ImageXCall.Is(context) ? new ImageXCall(context, options, time) : new VisualCall(context, options, time);
        try
        {
            if (call.Action.Length == 0 || call.Version.Length == 0)
                throw new GatewayException(GatewayError.MissingParameter, "Action and Version are required in the query.");
            counts.Add(call.Action);
            var body = await RequestBody.ReadAsync(context, MaxBody)
                ?? throw new EnvelopeException(BusinessCode.BodyTooLarge, "The body is too large");
            var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            call.AccessKey = signatures.Verify(ReceivedRequest.From(context, target, body.Span), call.Service);
            var action = Find(call);
            rate.Pass(call.AccessKey, call.Action);
            await action(call, body);
        }
        catch (GatewayException refusal)
        {
            await call.RefuseAsync(refusal.Error, refusal.Message);
        }
        catch (EnvelopeException refusal)
        {
            await call.RefuseAsync(refusal.Code, refusal.Message, data: refusal.TaskStatus is { } status ? new ResultData(status) : null);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: there is nobody to answer.
        }
    }

    private Func<VisualCall, ReadOnlyMemory<byte>, Task> Find(VisualCall call) => (call.Action, call.Version) switch
    {
        ("CVSync2AsyncSubmitTask", "2022-08-31") => submit.HandleAsync,
        ("CVSync2AsyncGetResult", "2022-08-31") => getResult.HandleAsync,
        (ImageXCall.CreateAction, ImageXCall.ApiVersion) => imageX.CreateAsync,
        (ImageXCall.GetAction, ImageXCall.ApiVersion) => imageX.GetAsync,
        ("CVCancelTask", "2024-06-06") => cancelTask.HandleAsync,
        _ => throw new GatewayException(
            GatewayError.InvalidActionOrVersion, $"There is no action {call.Action} of version {call.Version}."),
    };
}
