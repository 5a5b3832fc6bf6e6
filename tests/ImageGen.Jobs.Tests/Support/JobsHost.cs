using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Changes;
using ImageGen.Messaging;
using ImageGen.Persistence.Unreadable;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageGen.Jobs.Tests.Support;

/// <summary>The Jobs service on real Kestrel, with the bus in memory and SQLite in a folder of its own. Facts are told to it directly.</summary>
public class JobsHost : IAsyncLifetime
{
    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly TimeProvider? time;
    private readonly Dictionary<string, string?> settings;
    private WebApplication? app;

    public JobsHost() : this(null)
    {
    }

    /// <param name="folder">The data of an earlier host; it stays when this one goes.</param>
    protected internal JobsHost(string? folder, TimeProvider? time = null, params (string Name, string Value)[] settings)
    {
        ownsFolder = folder is null;
        this.folder = folder ?? Directory.CreateTempSubdirectory("jobs-tests-").FullName;
        this.time = time;
        this.settings = settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value);
    }

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false }) { Timeout = TimeSpan.FromMinutes(2) };

    internal CommandSink Commands => Service<CommandSink>();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("IMAGEGEN_DATA", folder)]);
        if (time is not null)
            builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<CommandSink>();
        builder.AddServiceDefaults();
        builder.AddMessaging(bus =>
        {
            bus.AddJobsConsumers();
            CommandSink.Add(bus);
        });
        builder.AddJobs();
        Add(builder);
        app = builder.Build();
        app.UseServiceDefaults();
        Guard(app);
        app.MapDefaultEndpoints();
        app.MapJobs();
        app.MapDocuments();
        Map(app);
        await app.StartAsync();
        Client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Client.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        SqliteConnection.ClearAllPools();
        if (ownsFolder)
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>What else lives in this host.</summary>
    private protected virtual void Add(WebApplicationBuilder builder)
    {
    }

    private protected virtual void Map(WebApplication application)
    {
    }

    private protected virtual void Guard(WebApplication application) => application.UseCallers();

    internal T Service<T>() where T : notnull => app!.Services.GetRequiredService<T>();

    internal async Task TellAsync(string jobId, params IEnumerable<object> facts)
    {
        foreach (var fact in facts)
            await Service<JobChanges>().ChangeAsync(jobId, (job, now) => job.Fold(fact, now), CancellationToken.None);
    }

    internal Task<HttpResponseMessage> PostAsync(string path, string json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), headers);

    internal Task<HttpResponseMessage> PatchAsync(string path, string json, string type = "application/merge-patch+json") =>
        SendAsync(HttpMethod.Patch, path, new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue(type)), []);

    internal Task<HttpResponseMessage> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, []);

    internal Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    internal async Task<JsonElement> CreateAsync(string json = """{"prompt": "a fox"}""")
    {
        var response = await PostAsync("/api/v1/jobs", json);
        Assert.Equal(202, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal async Task<string> CreateIdAsync(string json = """{"prompt": "a fox"}""") => (await CreateAsync(json)).GetProperty("id").GetString()!;

    internal async Task<JsonElement> ReadAsync(string path) => await Client.GetFromJsonAsync<JsonElement>(path);

    internal static async Task<JsonElement> ProblemAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, $"{(int)response.StatusCode} {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ImageGen.", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }
}
