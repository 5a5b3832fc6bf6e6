using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Simulator.Tests.Support;

/// <summary>A customer's store: gives out pictures, or fails as stores do.</summary>
internal sealed class PictureServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PictureServer(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    /// <summary>Who asks for <c>/hangs</c> waits until the server ends.</summary>
    public static async Task<PictureServer> StartAsync(params (string Path, byte[] Bytes)[] pictures)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        foreach (var (path, bytes) in pictures)
            app.MapGet(path, () => TypedResults.Bytes(bytes));
        app.MapGet("/hangs", (HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        await app.StartAsync();
        return new PictureServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
