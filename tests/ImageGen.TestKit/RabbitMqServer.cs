using System.Net.Http.Headers;
using System.Text;
using DotNet.Testcontainers.Builders;
using Testcontainers.RabbitMq;
using Xunit;

namespace ImageGen.TestKit;

/// <summary>
/// A RabbitMQ with its management plugin for tests: the one that <c>IMAGEGEN_TEST_RABBITMQ_URL</c> names, else a container, else
/// <c>rabbitmq-server</c> from PATH. One for a whole assembly: <c>[assembly: AssemblyFixture(typeof(RabbitMqServer))]</c>, then a
/// constructor parameter.
/// </summary>
/// <remarks><c>IMAGEGEN_TEST_RABBITMQ_MANAGEMENT_URL</c> is by default port 15672 of the same host.</remarks>
public sealed class RabbitMqServer : IAsyncLifetime
{
    private const string Image = "rabbitmq:4-management";
    private const string User = "imagegen";
    private const int ManagementPort = 15672;

    private readonly SemaphoreSlim starting = new(1, 1);
    private readonly List<string> reasons = [];
    private RabbitMqContainer? container;
    private LocalRabbitMq? local;
    private Uri? amqp;

    internal HttpClient Management { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips or fails the running test where there is no server.</summary>
    /// <returns>A virtual host that nobody else uses; it goes when it is disposed of.</returns>
    public async Task<RabbitMqVirtualHost> NewVirtualHostAsync()
    {
        var server = await ConnectAsync();
        var name = $"imagegen-test-{Guid.NewGuid():N}";
        using var answer = await Management.PutAsync($"api/vhosts/{name}", null);
        answer.EnsureSuccessStatusCode();
        return new RabbitMqVirtualHost(Management, server, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (container is not null) await container.DisposeAsync();
        if (local is not null) await local.DisposeAsync();
        Management.Dispose();
        starting.Dispose();
    }

    private async Task<Uri> ConnectAsync()
    {
        await starting.WaitAsync();
        try
        {
            if (amqp is null && reasons.Count == 0 && (Named() ?? await ContainerAsync() ?? await ProgramAsync()) is var (server, management))
            {
                amqp = server;
                Management.BaseAddress = management;
                var user = Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(server.UserInfo)));
                Management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", user);
            }

            if (amqp is null) TestServers.SkipOrFail("rabbitmq", "No RabbitMQ: " + string.Join("; ", reasons));
            return amqp!;
        }
        finally
        {
            starting.Release();
        }
    }

    private (Uri Amqp, Uri Management)? Named()
    {
        if (Environment.GetEnvironmentVariable("IMAGEGEN_TEST_RABBITMQ_URL") is { Length: > 0 } url)
        {
            var management = Environment.GetEnvironmentVariable("IMAGEGEN_TEST_RABBITMQ_MANAGEMENT_URL");
            return (new Uri(url), new Uri(string.IsNullOrEmpty(management) ? $"http://{new Uri(url).Host}:{ManagementPort}" : management));
        }

        reasons.Add("IMAGEGEN_TEST_RABBITMQ_URL is not set");
        return null;
    }

    private async Task<(Uri Amqp, Uri Management)?> ContainerAsync()
    {
        // The management plugin listens after AMQP does.
        (container, var reason) = await DockerServer.TryStartAsync(() => new RabbitMqBuilder(Image)
            .WithUsername(User)
            .WithPassword(User)
            .WithPortBinding(ManagementPort, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilHttpRequestIsSucceeded(request => request.ForPort(ManagementPort)))
            .Build());
        if (container is not null)
            return (new Uri(container.GetConnectionString()), new Uri($"http://{container.Hostname}:{container.GetMappedPublicPort(ManagementPort)}"));

        reasons.Add(reason);
        return null;
    }

    private async Task<(Uri Amqp, Uri Management)?> ProgramAsync()
    {
        if (LocalRabbitMq.Find() is not { } path)
        {
            reasons.Add("there is no rabbitmq-server on PATH");
            return null;
        }

        local = await LocalRabbitMq.StartAsync(path);
        return (local.Amqp, local.Management);
    }
}
