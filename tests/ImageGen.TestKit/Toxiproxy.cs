using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace ImageGen.TestKit;

/// <summary>
/// Cuts and slows connections to real servers: the Toxiproxy that <c>IMAGEGEN_TEST_TOXIPROXY_URL</c> names, else
/// <c>toxiproxy-server</c> from PATH. One for a whole assembly: <c>[assembly: AssemblyFixture(typeof(Toxiproxy))]</c>.
/// </summary>
public sealed class Toxiproxy : IAsyncLifetime
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private LocalServer? local;
    private HttpClient? http;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips or fails the running test where there is no Toxiproxy.</summary>
    /// <param name="upstream">Host and port of the real server, as Toxiproxy sees them.</param>
    public async Task<ToxiproxyProxy> ProxyAsync(string upstream)
    {
        var api = await ConnectAsync();
        var host = api.BaseAddress!.Host;
        var name = "imagegen-" + Guid.NewGuid().ToString("N")[..12];
        var answer = await api.PostAsJsonAsync("proxies", new { name, upstream, listen = api.BaseAddress.IsLoopback ? "127.0.0.1:0" : "0.0.0.0:0", enabled = true });
        answer.EnsureSuccessStatusCode();
        var proxy = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        var listen = proxy["listen"]!.GetValue<string>();
        return new ToxiproxyProxy(api, name, host, int.Parse(listen[(listen.LastIndexOf(':') + 1)..]));
    }

    public ValueTask DisposeAsync()
    {
        http?.Dispose();
        local?.Dispose();
        starting.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<HttpClient> ConnectAsync()
    {
        await starting.WaitAsync();
        try
        {
            return http ??= new HttpClient { BaseAddress = await FindAsync() };
        }
        finally
        {
            starting.Release();
        }
    }

    private async Task<Uri> FindAsync()
    {
        var url = Environment.GetEnvironmentVariable("IMAGEGEN_TEST_TOXIPROXY_URL");
        if (!string.IsNullOrEmpty(url)) return new Uri(url.TrimEnd('/') + "/");
        if (LocalServer.Find("toxiproxy-server") is not { } path)
        {
            TestServers.SkipOrFail("toxiproxy", "No Toxiproxy: IMAGEGEN_TEST_TOXIPROXY_URL is not set and there is no toxiproxy-server on PATH");
            throw new InvalidOperationException();
        }

        local = await LocalServer.StartAsync(path, port => ["-host", "127.0.0.1", "-port", $"{port}"]);
        return new Uri($"http://127.0.0.1:{local.Port}/");
    }
}
