namespace ImageGen.Gateway;

/// <summary>
/// Ends the streams that pass through when the gateway is asked to stop: from then on it takes no connection any more, and would do so for
/// as long as somebody's page is open. Readers come back by themselves.
/// </summary>
internal sealed class StreamEndMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetReverseProxyFeature().Route.Config.TimeoutPolicy != GatewayRoutes.NoTimeout)
        {
            await next(context);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.RequestAborted = ended.Token;
        await next(context);
    }
}
