using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Loops;
using ImageGen.Messaging;
using ImageGen.ObjectStorage;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.Storage.Copies;
using ImageGen.Storage.Copying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Storage.Tests.World;

/// <summary>
/// The whole module on SQLite and local disk, with a clock of its own. Its copy loop runs when a test says so,
/// unless it is asked to run by itself.
/// </summary>
internal sealed class StorageWorld : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private StorageWorld(WebApplication app, string folder, StubSource source)
    {
        this.app = app;
        this.folder = folder;
        Source = source;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public StubSource Source { get; }

    public HttpClient Client { get; }

    public FakeTimeProvider Time => Get<FakeTimeProvider>();

    public SwitchableStore Store => Get<SwitchableStore>();

    public IReadOnlyList<object> Messages => Get<RecordingPublisher>().Messages;

    public CopyHandler Handler => Get<CopyHandler>();

    public SwitchableCaller Caller => Get<SwitchableCaller>();

    public static Task<StorageWorld> StartAsync(bool runsByItself = false, params (string Name, string Value)[] settings) =>
        StartAsync(_ => { }, runsByItself, settings);

    public static async Task<StorageWorld> StartAsync(
        Action<IServiceCollection> replace, bool runsByItself = false, params (string Name, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("imagegen-storage-").FullName;
        var source = await StubSource.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["IMAGEGEN_DATA"] = folder,
            ["Volcengine:Visual:Endpoint"] = source.Address,
        });
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value));
        builder.AddServiceDefaults();
        builder.AddMessaging(_ => { });
        builder.AddStorage();
        Replace(builder.Services, runsByItself);
        replace(builder.Services);

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseCallers();
        app.MapDefaultEndpoints();
        app.MapStorage();
        await app.StartAsync();
        return new StorageWorld(app, folder, source);
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public Task HearAsync(ImagesGenerated message) => Get<ImagesGeneratedHandler>().HandleAsync(message, default);

    /// <summary>What the worker says when one picture of a job is there.</summary>
    public static ImagesGenerated Generated(string? url, DateTimeOffset? expireAt = null, string? key = null, string job = "job_1", bool gone = false) => new()
    {
        JobId = job,
        Attempt = 1,
        Indices = [0],
        Total = 1,
        Owner = "usr_ada",
        Model = "jimeng-t2i-4.0",
        Images = [new GeneratedImage { Index = 0, ImageId = ImageId(job), SourceUrl = url, SourceKey = key, Seed = 42 }],
        SourcesExpireAt = expireAt,
        SourcesGone = gone,
    };

    public static string ImageId(string job = "job_1") => $"img_{job}_1_0";

    public async Task<ImageCopy> CopyAsync(string job = "job_1") => (await Get<CopyStore>().FindAsync(ImageId(job), default))!.Body;

    /// <summary>What the API says of the picture.</summary>
    public async Task<JsonElement> ReadAsync(string query, string job = "job_1") =>
        await Client.GetFromJsonAsync<JsonElement>($"/api/v1/images/{ImageId(job)}{query}");

    /// <summary>Lets the longest wait pass and tries what is due.</summary>
    public async Task TryAgainAsync()
    {
        Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(1, await Handler.RunOnceAsync(default));
    }

    public async Task<byte[]> StoredBytesAsync(string job = "job_1")
    {
        await using var content = await Get<IObjectStore>().OpenAsync((await CopyAsync(job)).Picture!.Key, range: null, default);
        using var bytes = new MemoryStream();
        await content!.Stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public Task<T> MessageAsync<T>(int count = 1) => MessageAsync<T>(message => message.Count >= count);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await Source.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<T> MessageAsync<T>(Func<List<T>, bool> enough)
    {
        List<T> found = [];
        await TestKit.Eventually.HoldsAsync(typeof(T).Name, () =>
        {
            found = [.. Messages.OfType<T>()];
            return Task.FromResult(enough(found));
        });
        return found[^1];
    }

    private static void Replace(IServiceCollection services, bool runsByItself)
    {
        services.AddSingleton(new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        if (!runsByItself)
        {
            services.Replace(ServiceDescriptor.Singleton<TimeProvider>(provider => provider.GetRequiredService<FakeTimeProvider>()));
            foreach (var loop in services.Where(IsLoopOfModule).ToList())
                services.Remove(loop);
        }
        services.AddSingleton<SwitchableCaller>();
        services.Replace(ServiceDescriptor.Singleton<ICaller>(provider => provider.GetRequiredService<SwitchableCaller>()));
        services.AddSingleton<RecordingPublisher>();
        services.Replace(ServiceDescriptor.Singleton<IMessagePublisher>(provider => provider.GetRequiredService<RecordingPublisher>()));
        var store = services.Single(service => service.ServiceType == typeof(IObjectStore)).ImplementationFactory!;
        services.AddSingleton(provider => new SwitchableStore((IObjectStore)store(provider)));
        services.Replace(ServiceDescriptor.Singleton<IObjectStore>(provider => provider.GetRequiredService<SwitchableStore>()));
    }

    private static bool IsLoopOfModule(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType == typeof(CopyLoop) || service.ImplementationFactory?.Method.DeclaringType?.Assembly == typeof(Loop).Assembly);
}
