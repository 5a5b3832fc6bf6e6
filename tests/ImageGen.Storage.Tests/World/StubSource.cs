using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Tests.World;

/// <summary>Where the provider would keep its pictures: a real server whose every answer a test decides.</summary>
internal sealed class StubSource : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<string, RequestDelegate> answers = [];
    private readonly ConcurrentQueue<string> requests = [];

    private StubSource(WebApplication app) => this.app = app;

    public string Address => app.Urls.Single();

    public string Host => new Uri(Address).Authority;

    public IReadOnlyList<string> Requests => [.. requests];

    public static async Task<StubSource> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var stub = new StubSource(app);
        app.Run(stub.AnswerAsync);
        await app.StartAsync();
        return stub;
    }

    public string Serve(string path, RequestDelegate answer)
    {
        answers[path] = answer;
        return Address + path;
    }

    public string Serve(string path, byte[] bytes, string contentType = "application/octet-stream") => Serve(path, context =>
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes).AsTask();
    });

    public string Serve(string path, int status) => Serve(path, context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        requests.Enqueue(context.Request.Path);
        if (answers.TryGetValue(context.Request.Path, out var answer))
            return answer(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
