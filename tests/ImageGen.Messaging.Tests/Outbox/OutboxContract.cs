using ImageGen.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Messaging.Tests.Outbox;

/// <summary>What the outbox promises, over a real store. Each test kills or disturbs one step between save, publish and removal.</summary>
public abstract partial class OutboxContract : IAsyncDisposable
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RecordingPublisher broker = new();
    private IHost? host;

    /// <summary>A setting that names an unused database.</summary>
    protected abstract Task<(string Name, string Value)> SettingAsync();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (host is not null)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }

    private async Task<Replica> ReplicaAsync()
    {
        if (host is null)
        {
            var setting = await SettingAsync();
            var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Configuration[setting.Name] = setting.Value;
            builder.AddDocuments<Parcel>();
            host = builder.Build();
            await host.StartAsync();
        }

        return new Replica(host.Services.GetRequiredService<IDocuments<Parcel>>(), broker, time);
    }

    private static async Task AssertSentAndEmptyAsync(Replica replica, string id)
    {
        var body = (await replica.GetAsync(id)).Body;
        Assert.Empty(body.Outbox);
        Assert.Null(body.OutboxDue);
    }
}
