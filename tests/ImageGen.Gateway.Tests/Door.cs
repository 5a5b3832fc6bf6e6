using ImageGen.Edge;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ImageGen.Gateway.Tests;

/// <summary>A host behind the door that listens on a port of its own.</summary>
internal sealed class Door : IAsyncDisposable
{
    private readonly HttpClient client = new();
    private readonly WebApplication app;

    private Door(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }

    public FakeLogCollector Log => app.Services.GetFakeLogCollector();

    /// <param name="url">With port 0; what the operator told the host to listen on.</param>
    public static async Task<Door> OpenAsync(string url, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders().AddFakeLogging();
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls(url);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.UseEdge();
        app.Map("/things", () => "a thing");
        app.Map("/api/v1/provider-inputs/{token}", string (string token) => throw new InvalidOperationException("Broken."));
        await app.StartAsync();
        return new Door(app, new Uri(app.Urls.First()).Port);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? host, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{Port}{path}");
        request.Headers.Host = host?.Replace("PORT", $"{Port}", StringComparison.Ordinal);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value.Replace("PORT", $"{Port}", StringComparison.Ordinal));
        return await client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }
}
