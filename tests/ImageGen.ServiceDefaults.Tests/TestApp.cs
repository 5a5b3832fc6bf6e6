using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.ServiceDefaults.Tests;

/// <summary>A host with the defaults and a few endpoints, on real Kestrel.</summary>
public sealed class TestApp : IAsyncLifetime
{
    private WebApplication? app;

    public HttpClient Client { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapPost("/things", (Thing thing) => thing);
        app.MapGet("/numbers/{number:int}", (int number, int? factor) => number * (factor ?? 1));
        app.MapGet("/refused", string () => throw new ProblemException(409, "too_late", "It has ended.") { Retryable = true, RetryAfter = TimeSpan.FromSeconds(1.5) });
        app.MapGet("/full", string () => throw new IOException("a secret path of ours", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28));
        app.MapGet("/away", string () => throw new TimeoutException("a secret of ours"));
        app.MapGet("/all-wrong", string () => throw new ProblemException(422, "wrong", string.Concat(Enumerable.Repeat("Wrong. ", 100_000)))
        {
            Errors = [.. Enumerable.Range(0, 100_000).Select(i => new ProblemError($"/{new string('p', 500)}", $"{i} is wrong."))],
        });
        app.MapGet("/broken", string () => throw new InvalidOperationException("a secret of ours"));
        await app.StartAsync();
        Client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
            await app.DisposeAsync();
    }

    internal sealed record Thing(string Name, int Count, IReadOnlyList<string>? Tags = null);
}
