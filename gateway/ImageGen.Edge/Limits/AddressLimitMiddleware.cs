using Microsoft.AspNetCore.Http;

namespace ImageGen.Edge.Limits;

/// <summary>Counts the requests of each address, before anything is looked up for them. Files of the web app are no endpoint, and not counted.</summary>
internal sealed class AddressLimitMiddleware(RequestDelegate next, DoorLimits limits)
{
    public Task InvokeAsync(HttpContext context) => context.GetEndpoint() is null || RequestKinds.Of(context.Request) == RequestKind.Free
        ? next(context)
        : RateLimits.TakeAsync(context, next, limits, limits.OfAddress(context.Connection.RemoteIpAddress));
}
