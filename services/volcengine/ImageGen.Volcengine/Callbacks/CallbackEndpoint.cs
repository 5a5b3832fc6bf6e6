using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ImageGen.Volcengine.Callbacks;

internal static class CallbackEndpoint
{
    /// <summary>The body is not read: the token says all that is believed.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(
            CallbackLinks.Path + "{token:maxlength(200)}",
            async (string token, CallbackHandler handler, CancellationToken cancellationToken) =>
                await handler.HandleAsync(token, cancellationToken) ? Results.Ok() : Results.NotFound())
        .ExcludeFromDescription();
}
