using ImageGen.ServiceDefaults;
using Yarp.ReverseProxy.Forwarder;

namespace ImageGen.Gateway;

/// <summary>A service that did not answer is told as a problem; the answers of services pass untouched.</summary>
internal sealed class ProxyFailureMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetForwarderErrorFeature() is not { } failure || context.Response.HasStarted || context.RequestAborted.IsCancellationRequested)
            return;
        var problem = failure.Error is ForwarderError.RequestTimedOut
            ? new ProblemException(504, "service_timeout", "The service behind this address did not answer in time.") { Retryable = true }
            : new ProblemException(503, "service_unavailable", "The service behind this address can not be reached at the moment.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(2) };
        await Problems.WriteAsync(context, problem);
    }
}
