using ImageGen.Volcengine.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Volcengine.Endpoints;

internal static class CallbackEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(
            CallbackLinks.Path + "{token:maxlength(200)}",
            async (string token, HttpRequest request, CallbackHandler handler) =>
                await handler.HandleAsync(token, request.Body, request.HttpContext.RequestAborted) ? Results.Ok() : Results.NotFound())
        .AllowAnonymous().ExcludeFromDescription();
}
