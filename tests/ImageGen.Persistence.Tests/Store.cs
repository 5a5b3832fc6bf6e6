using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Persistence.Tests;

/// <summary>A process's view of a database, made the way a host makes it.</summary>
internal sealed class Store : IDisposable
{
    private readonly IHost host;

    private Store(IHost host) => this.host = host;

    public HealthCheckService Health => host.Services.GetRequiredService<HealthCheckService>();

    public static Store Open<T>(string setting, string value, DocumentModel<T> model, TimeProvider? time = null) where T : class =>
        Open(model, time, (setting, value));

    public static Store Open<T>(DocumentModel<T> model, TimeProvider? time, params (string Name, string Value)[] settings) where T : class
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
        if (time is not null) builder.Services.AddSingleton(time);
        builder.AddDocuments(model);
        return new Store(builder.Build());
    }

    public IDocuments<T> Documents<T>() where T : class => host.Services.GetRequiredService<IDocuments<T>>();

    public T Service<T>() where T : class => host.Services.GetRequiredService<T>();

    public void Dispose() => host.Dispose();
}
