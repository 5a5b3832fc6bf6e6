using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ImageGen.TestKit;

/// <summary>A virtual host for one test, and what the broker says about it. Deleted when disposed of.</summary>
public sealed class RabbitMqVirtualHost(HttpClient management, Uri server, string name) : IAsyncDisposable
{
    /// <summary>Host and port of the broker.</summary>
    public string Address => $"{server.Host}:{(server.Port > 0 ? server.Port : 5672)}";

    /// <summary>For <c>RABBITMQ_URL</c>.</summary>
    public string Url => UrlThrough(Address);

    /// <summary>The same through another host and port, such as a proxy's.</summary>
    public string UrlThrough(string address) => $"{server.Scheme}://{server.UserInfo}@{address}/{name}";

    /// <summary>The queues by name, as the management API describes them.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> QueuesAsync() =>
        (await ListAsync($"api/queues/{name}")).ToDictionary(queue => queue["name"]!.GetValue<string>());

    /// <summary>Takes up to 100 messages out of a queue.</summary>
    public async Task<IReadOnlyList<JsonObject>> TakeAsync(string queue)
    {
        var request = new { count = 100, ackmode = "ack_requeue_false", encoding = "auto" };
        using var answer = await management.PostAsJsonAsync($"api/queues/{name}/{Uri.EscapeDataString(queue)}/get", request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<List<JsonObject>>())!;
    }

    public async ValueTask DisposeAsync()
    {
        using var answer = await management.DeleteAsync($"api/vhosts/{name}");
    }

    private async Task<List<JsonObject>> ListAsync(string path) => (await management.GetFromJsonAsync<List<JsonObject>>(path))!;
}
