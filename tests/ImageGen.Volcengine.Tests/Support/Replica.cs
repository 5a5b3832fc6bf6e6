using System.Collections.Concurrent;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Polling;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Submitting;
using ImageGen.Volcengine.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>One worker over a store that others may share. Its loops run only where it is started; else a test does each step.</summary>
internal sealed class Replica : IAsyncDisposable
{
    private readonly WebApplication app;

    private Replica(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IDocuments<GenerationTask> Tasks => Get<IDocuments<GenerationTask>>();

    /// <summary>The messages that have left its outbox.</summary>
    public ConcurrentQueue<object> Said => Get<Listener>().Said;

    /// <param name="provider">Instead of the real one.</param>
    public static Replica Over(Store store, TimeProvider? time = null, StubApi? provider = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Volcengine:AccessKey"] = "AKLTtest", ["Volcengine:SecretKey"] = "secret-of-the-test", ["Volcengine:Limits:*:Concurrency"] = "0" });
        builder.Configuration.AddInMemoryCollection(store.Settings);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.AddServiceDefaults();
        builder.AddMessaging(_ => { });
        builder.AddVolcengine();
        builder.Services.AddSingleton<Listener>();
        builder.Services.Replace(ServiceDescriptor.Singleton<IMessagePublisher>(services => services.GetRequiredService<Listener>()));
        WatchedDocuments.Watch(builder.Services, store);
        if (store.Space is { } space)
            builder.Services.AddSingleton(space);
        if (provider is not null)
        {
            builder.Services.RemoveAll<IProviderApi>();
            builder.Services.AddSingleton<IProviderApi>(provider);
        }

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseCallers();
        app.MapVolcengine();
        return new Replica(app);
    }

    /// <param name="url">The simulator's.</param>
    public static Replica OfSimulator(Store store, TimeProvider time, string url, params (string Name, string Value)[] settings) => Over(
        store,
        time,
        settings:
        [
            ("Volcengine:Visual:Endpoint", url),
            ("Volcengine:AccessKey", SimulatorCredentials.AccessKey),
            ("Volcengine:SecretKey", SimulatorCredentials.SecretKey),
            .. settings,
        ]);

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<Replica> StartAsync()
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return this;
    }

    public Task AskAsync(GenerateImage command) => Get<GenerateImageHandler>().HandleAsync(command, TestContext.Current.CancellationToken);

    /// <summary>One pass of the submit loop.</summary>
    public Task<int> SubmitAsync() => Get<SubmitHandler>().RunOnceAsync(TestContext.Current.CancellationToken);

    /// <summary>One pass of the poll loop.</summary>
    public Task<int> PollAsync() => Get<PollHandler>().RunOnceAsync(TestContext.Current.CancellationToken);

    /// <summary>Lets time pass, and asks for results whenever one is due.</summary>
    /// <param name="time">The replica's.</param>
    public async Task PassAsync(FakeTimeProvider time, long milliseconds)
    {
        var end = time.Milliseconds() + milliseconds;
        while (true)
        {
            var query = new PageQuery { OrderBy = TaskFields.NextPollAt, Descending = false, Limit = 1 };
            var next = (await Tasks.PageAsync(query, TestContext.Current.CancellationToken)).Items is [{ Body.NextPollAt: { } at }] ? at : end;
            time.Pass(Math.Clamp(next, time.Milliseconds(), end) - time.Milliseconds());
            if (next > end || await PollAsync() == 0)
                return;
        }
    }

    public async Task<GenerationTask> TaskAsync(string id) => (await Tasks.GetAsync(id, TestContext.Current.CancellationToken))!.Body;

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class Listener : IMessagePublisher
    {
        public ConcurrentQueue<object> Said { get; } = new();

        public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
        {
            Said.Enqueue(MessageTypes.Read(entry));
            return Task.CompletedTask;
        }

        public Task PublishHintAsync(object message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
