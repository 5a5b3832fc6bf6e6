using System.Net.Http.Headers;
using System.Text;

namespace ImageGen.TestKit;

/// <summary>
/// A real RabbitMQ with its management plugin, one per test process: the one that <c>IMAGEGEN_TEST_RABBITMQ_URL</c> names, else a
/// container, else a server of our own from <c>rabbitmq-server</c> on the PATH. Tests work in virtual hosts of their own.
/// </summary>
/// <remarks><c>IMAGEGEN_TEST_RABBITMQ_MANAGEMENT_URL</c> is by default port 15672 of the same host.</remarks>
public sealed class RabbitMqServer
{
    private static readonly Lazy<Task<(RabbitMqServer? Server, string Reason)>> Shared = new(FindAsync);

    private readonly Uri amqp;

    private RabbitMqServer(Uri amqp, Uri management)
    {
        this.amqp = amqp;
        Management = new HttpClient { BaseAddress = management, Timeout = TimeSpan.FromSeconds(30) };
        var user = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(amqp.UserInfo)));
        Management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", user);
    }

    /// <summary>Host and port of AMQP itself.</summary>
    public string Address => $"{amqp.Host}:{(amqp.Port > 0 ? amqp.Port : 5672)}";

    internal HttpClient Management { get; }

    /// <summary>Skips or fails the running test where there is none.</summary>
    public static async Task<RabbitMqServer> GetAsync()
    {
        var (server, reason) = await Shared.Value;
        if (server is null)
        {
            TestServers.SkipOrFail("rabbitmq", reason);
        }

        return server!;
    }

    /// <summary>A virtual host that nobody else uses; it goes when it is disposed.</summary>
    public async Task<RabbitMqVirtualHost> CreateVirtualHostAsync()
    {
        var name = $"imagegen-test-{Guid.NewGuid():N}";
        (await Management.PutAsync($"api/vhosts/{name}", null)).EnsureSuccessStatusCode();
        return new RabbitMqVirtualHost(this, name);
    }

    /// <param name="address">Another way to the same server, such as a proxy; host and port.</param>
    internal string UrlOf(string virtualHost, string? address) => $"{amqp.Scheme}://{amqp.UserInfo}@{address ?? Address}/{virtualHost}";

    private static async Task<(RabbitMqServer? Server, string Reason)> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("IMAGEGEN_TEST_RABBITMQ_URL") is { Length: > 0 } url)
        {
            var amqp = new Uri(url);
            var management = Environment.GetEnvironmentVariable("IMAGEGEN_TEST_RABBITMQ_MANAGEMENT_URL");
            return (new RabbitMqServer(amqp, new Uri(management ?? $"http://{amqp.Host}:15672/")), "");
        }

        var started = await RabbitMqContainer.TryStartAsync() ?? await RabbitMqProcess.TryStartAsync();
        return started is { } own
            ? (new RabbitMqServer(own.Amqp, own.Management), "")
            : (null, "No RabbitMQ: set IMAGEGEN_TEST_RABBITMQ_URL, run a Docker engine or install rabbitmq-server.");
    }
}
