using ImageGen.ServiceDefaults.Errors;
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
        await Problems.WriteAsync(context, Explain(failure.Error, context.Response.StatusCode));
    }

    private static ProblemException Explain(ForwarderError error, int status) => error switch
    {
        ForwarderError.RequestTimedOut => new ProblemException(504, "service_timeout", "The service behind this address did not answer in time.") { Retryable = true },
        // The caller's fault, not the service's: its body is too large, or broke off.
        ForwarderError.RequestBodyClient when status == StatusCodes.Status413PayloadTooLarge =>
            new ProblemException(status, "body_too_large", "The body is larger than this address takes."),
        ForwarderError.RequestBodyClient => new ProblemException(status, "bad_request", "The request's body can not be read."),
        _ => new ProblemException(503, "service_unavailable", "The service behind this address can not be reached at the moment.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(2) },
    };
}
