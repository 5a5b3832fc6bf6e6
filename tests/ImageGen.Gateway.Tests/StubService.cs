using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.Gateway.Tests;

/// <summary>A service behind the gateway that answers with its name, or streams until it is told to stop.</summary>
internal sealed class StubService(string name) : IAsyncDisposable
{
    private WebApplication? app;

    public TaskCompletionSource Finish { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last request that was no stream.</summary>
    public IHeaderDictionary Seen { get; private set; } = new HeaderDictionary();

    public string Address => app!.Urls.First();

    public async Task<StubService> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Use((context, next) =>
        {
            Seen = new HeaderDictionary(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(context.Request.Headers));
            return next(context);
        });
        app.MapGet("/api/v1/events", StreamAsync);
        app.MapGet("/api/v1/jobs/{id}/events", StreamAsync);
        app.MapGet("/api/v1/jobs/refused", () => TypedResults.Json(new { code = "own" }, statusCode: 409, contentType: "application/problem+json"));
        // As long as the body that reached it; it takes any, so that what is refused was refused before it.
        app.MapPost("{**path}", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            return $"{name} {context.Request.Path} {body.Length}";
        }).WithMetadata(new Microsoft.AspNetCore.Mvc.DisableRequestSizeLimitAttribute());
        app.MapFallback("{**path}", (HttpContext context) => $"{name} {context.Request.Path} {context.Request.Headers["X-Request-Id"]}");
        await app.StartAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        Finish.TrySetResult();
        await app!.DisposeAsync();
    }

    private async Task StreamAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync("retry: 1000\n\n");
        await context.Response.Body.FlushAsync();
        await Finish.Task;
    }
}
