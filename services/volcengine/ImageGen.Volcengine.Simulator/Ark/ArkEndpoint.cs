using ImageGen.Volcengine.Simulator.Tasks;
using Microsoft.AspNetCore.Http.Features;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary><c>POST /api/v3/images/generations</c>: checks the key and the body, and has the pictures made.</summary>
internal sealed class ArkEndpoint(ArkKeys keys, CallCounts counts, GenerateImages generate, TimeProvider time)
{
    public const string Path = "/api/v3/images/generations";

    /// <summary>The same for those who have bought a plan.</summary>
    public const string PlanPath = "/api/plan/v3/images/generations";

    // Fourteen references of 10 MB in base64.
    private const int MaxBody = 200 * 1024 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        var call = new ArkCall(context, time);
        try
        {
            counts.Add("images/generations");
            context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = null;
            var body = await RequestBody.ReadAsync(context, MaxBody)
                ?? throw new ArkException(new ArkError(413, "RequestEntityTooLarge", $"The body is larger than {MaxBody} bytes."));
            call.Account = keys.Verify(context.Request);
            await generate.HandleAsync(call, ArkOrder.Parse(body));
        }
        catch (ArkException refusal)
        {
            await call.RefuseAsync(refusal.Error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: there is nobody to answer.
        }
    }
}
