using ImageGen.Edge.Callers;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Edge.Limits;

/// <summary>Counts the requests of each user and key. Comes behind the exchange, whose token says whose they are.</summary>
internal sealed class CallerLimitMiddleware(RequestDelegate next, DoorLimits limits, AccountsMode accounts)
{
    public Task InvokeAsync(HttpContext context)
    {
        var kind = RequestKinds.Of(context.Request);
        // Where nobody signs in everybody is the local user: what an address may have is all there is to count.
        if (context.GetEndpoint() is null || kind == RequestKind.Free || (!accounts.InUse && kind != RequestKind.ClientError))
            return next(context);
        var isWrite = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        var buckets = limits.Of(accounts.InUse ? CallerOfToken.Read(context.Request) : null, kind, isWrite, context.Connection.RemoteIpAddress);
        return RateLimits.TakeAsync(context, next, limits, buckets);
    }
}
