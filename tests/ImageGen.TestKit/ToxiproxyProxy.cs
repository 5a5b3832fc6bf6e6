using System.Net.Http.Json;

namespace ImageGen.TestKit;

/// <summary>One way to a real server, with faults on demand. Deleted when disposed of.</summary>
public sealed class ToxiproxyProxy(HttpClient api, string name, string host, int port) : IAsyncDisposable
{
    public string Host => host;

    public int Port => port;

    /// <summary>Closes all connections and refuses new ones.</summary>
    public Task DisableAsync() => SetAsync(enabled: false);

    public Task EnableAsync() => SetAsync(enabled: true);

    /// <summary>
    /// Answers vanish: the first <paramref name="bytes"/> of each connection come through, then it is closed (<c>limit_data</c>).
    /// Requests still arrive.
    /// </summary>
    public Task CutAnswersAsync(long bytes) => AddToxicAsync("limit_data", "downstream", new { bytes });

    /// <summary>Answers stop; after so many milliseconds the connection is closed, with 0 never (<c>timeout</c>).</summary>
    public Task StallAnswersAsync(int milliseconds) => AddToxicAsync("timeout", "downstream", new { timeout = milliseconds });

    /// <summary>Instead of an answer comes a TCP reset, after so many milliseconds (<c>reset_peer</c>).</summary>
    public Task ResetAnswersAsync(int milliseconds) => AddToxicAsync("reset_peer", "downstream", new { timeout = milliseconds });

    /// <param name="type">A toxic's type; each is there once for each stream.</param>
    /// <param name="stream"><c>upstream</c> for requests, <c>downstream</c> for answers.</param>
    public async Task AddToxicAsync(string type, string stream, object attributes)
    {
        using var answer = await api.PostAsJsonAsync($"proxies/{name}/toxics", new { name = $"{type}_{stream}", type, stream, attributes });
        answer.EnsureSuccessStatusCode();
    }

    public async Task RemoveToxicAsync(string type, string stream)
    {
        using var answer = await api.DeleteAsync(new Uri($"proxies/{name}/toxics/{type}_{stream}", UriKind.Relative));
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        using var answer = await api.DeleteAsync(new Uri($"proxies/{name}", UriKind.Relative));
    }

    private async Task SetAsync(bool enabled)
    {
        using var answer = await api.PostAsJsonAsync($"proxies/{name}", new { enabled });
        answer.EnsureSuccessStatusCode();
    }
}
