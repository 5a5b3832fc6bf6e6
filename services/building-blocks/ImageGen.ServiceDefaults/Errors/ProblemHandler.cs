using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.ServiceDefaults.Errors;

/// <summary>Turns what a request threw into a problem. What nobody foresaw is logged and told as 500 without its text.</summary>
internal sealed partial class ProblemHandler(ILogger<ProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (context.RequestAborted.IsCancellationRequested)
            return true;
        var problem = exception switch
        {
            BadHttpRequestException bad => BadRequestProblem.From(bad, context.Request),
            _ => Problems.Known(exception),
        };
        if (problem is not null && problem != exception && problem.Status >= StatusCodes.Status500InternalServerError)
            LogUnavailable(context.Request.Method, Telemetry.WithoutToken(context.Request.Path.Value ?? ""), problem.Code, exception.Message);
        if (problem is null)
        {
            LogUnforeseen(context.Request.Method, Telemetry.WithoutToken(context.Request.Path.Value ?? ""), Problems.TraceIdOf(context), exception);
            problem = Problems.Unforeseen();
        }
        await Problems.WriteAsync(context, problem, cancellationToken);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "{Method} {Path} could not be served ({Code}): {Reason}")]
    private partial void LogUnavailable(string method, string path, string code, string reason);

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed; trace {TraceId}")]
    private partial void LogUnforeseen(string method, string path, string traceId, Exception exception);
}
