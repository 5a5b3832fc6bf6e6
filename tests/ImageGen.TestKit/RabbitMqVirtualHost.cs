using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace ImageGen.TestKit;

/// <summary>A virtual host for one test, and what the broker says about it.</summary>
public sealed class RabbitMqVirtualHost(RabbitMqServer server, string name) : IAsyncDisposable
{
    /// <summary>For <c>RABBITMQ_URL</c>.</summary>
    public string Url => server.UrlOf(name, address: null);

    /// <summary>The same through another host and port.</summary>
    public string UrlThrough(string address) => server.UrlOf(name, address);

    /// <summary>The queues by name, as the management API describes them.</summary>
    public async Task<IReadOnlyDictionary<string, JsonObject>> QueuesAsync() =>
        (await ListAsync("queues")).ToDictionary(queue => queue["name"]!.GetValue<string>());

    /// <summary>Takes up to 100 messages out of a queue.</summary>
    public async Task<IReadOnlyList<JsonObject>> TakeAsync(string queue)
    {
        var request = new { count = 100, ackmode = "ack_requeue_false", encoding = "auto" };
        var response = await server.Management.PostAsJsonAsync($"api/queues/{name}/{Uri.EscapeDataString(queue)}/get", request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<List<JsonObject>>())!;
    }

    /// <summary>Drops every connection to this virtual host, as a broker that restarts does.</summary>
    public async Task CloseConnectionsAsync()
    {
        foreach (var connection in await ListAsync("connections"))
        {
            await server.Management.DeleteAsync($"api/connections/{Uri.EscapeDataString(connection["name"]!.GetValue<string>())}");
        }
    }

    public async ValueTask DisposeAsync() => await server.Management.DeleteAsync($"api/vhosts/{name}");

    private async Task<List<JsonObject>> ListAsync(string kind) =>
        (await server.Management.GetFromJsonAsync<List<JsonObject>>(
            kind == "connections" ? $"api/vhosts/{name}/connections" : $"api/{kind}/{name}"))!;
}
