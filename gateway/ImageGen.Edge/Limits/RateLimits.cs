using System.Globalization;
using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Edge.Limits;

/// <summary>What the buckets have answered one request, and how its own answer tells that (draft-ietf-httpapi-ratelimit-headers-11).</summary>
internal sealed class RateLimits
{
    private readonly List<Permit> permits = [];

    /// <summary>Goes on where each of the buckets has a permit; else the answer is 429.</summary>
    public static Task TakeAsync(HttpContext context, RequestDelegate next, DoorLimits limits, IEnumerable<Bucket> buckets)
    {
        var taken = Of(context);
        foreach (var bucket in buckets)
        {
            var permit = limits.Take(bucket);
            taken.permits.Add(permit);
            if (!permit.IsGranted)
                return Problems.WriteAsync(context, ProblemException.Of(StatusCodes.Status429TooManyRequests, ErrorCodes.RateLimited).After(permit.Wait));
        }

        return next(context);
    }

    private static RateLimits Of(HttpContext context)
    {
        if (context.Features.Get<RateLimits>() is { } known)
            return known;
        var taken = new RateLimits();
        context.Features.Set(taken);
        // At the last moment: a problem clears what was set before.
        context.Response.OnStarting(() =>
        {
            taken.Tell(context.Response.Headers);
            return Task.CompletedTask;
        });
        return taken;
    }

    private void Tell(IHeaderDictionary headers)
    {
        if (permits.Count == 0)
            return;
        headers["RateLimit-Policy"] = string.Join(", ", permits.Select(permit => string.Create(
            CultureInfo.InvariantCulture, $"\"{permit.Bucket.Policy}\";q={permit.Bucket.PerMinute};w=60")));
        headers["RateLimit"] = string.Join(", ", permits.Select(permit => string.Create(
            CultureInfo.InvariantCulture, $"\"{permit.Bucket.Policy}\";r={permit.Left};t={permit.SecondsUntilFull}")));
    }
}
