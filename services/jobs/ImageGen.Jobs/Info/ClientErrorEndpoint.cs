using System.ComponentModel;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Info;

/// <summary>Errors of the web app, which happen in browsers that no operator sees. Also of who could not even sign in.</summary>
internal static partial class ClientErrorEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("client-errors", Handle).WithTags("System").AllowAnonymous()
        .WithMetadata(new RequestSizeLimitAttribute(BodyLimits.Small))
        .WithName("reportClientError").WithSummary("Tell an error of the web app")
        .WithDescription("It goes into the log, as a warning. Texts that are too long are cut; a body has at most 16 KiB.")
        .ProducesProblems(400, 413, 415, 429);

    private static NoContent Handle(ClientErrorRequest error, HttpContext http, ILogger<ClientErrorRequest> logger)
    {
        LogError(
            logger, LogText.Of(error.Page ?? "?", 300), LogText.Of(error.Release ?? "?", 100), LogText.Of(error.RequestId ?? "none", 128),
            RequestIds.Of(http.Request) ?? "none", LogText.Of(error.Message, 1000), LogText.Of(error.Stack ?? "", 6000));
        return TypedResults.NoContent();
    }

    [LoggerMessage(LogLevel.Warning, "The web app failed at {Page}, release {Release}, after request {FailedRequestId} (told by request {RequestId}): {Error} {Stack}")]
    private static partial void LogError(ILogger logger, string page, string release, string failedRequestId, string requestId, string error, string stack);
}

internal sealed record ClientErrorRequest(
    [property: Description("What went wrong; 1000 characters of it are kept.")] string Message,
    [property: Description("Where in the app; 6000 characters of it are kept.")] string? Stack = null,
    [property: Description("The path of the page; 300 characters of it are kept.")] string? Page = null,
    [property: Description("Which build of the app it is.")] string? Release = null,
    [property: Description("The X-Request-Id of the answer after which it failed.")] string? RequestId = null);
