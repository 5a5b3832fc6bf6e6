using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Accounts.Setup;
using ImageGen.Edge;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Accounts.Tests;

/// <summary>The front door with the accounts behind it, as in Standalone, and a few addresses of a service to knock at.</summary>
internal sealed class AccountsHost : IAsyncDisposable
{
    public const string Email = "ada@example.com";
    public const string Password = "a password of ada's";

    private readonly WebApplication app;
    private readonly string? folder;

    private AccountsHost(WebApplication app, string? folder, FakeTimeProvider time, LogLines log)
    {
        (this.app, this.folder, Time, Log) = (app, folder, time, log.Lines);
        Client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public FakeTimeProvider Time { get; }

    /// <summary>What it has logged so far.</summary>
    public IEnumerable<string> Log { get; }

    public static Task<AccountsHost> StartAsync(params (string Name, string Value)[] settings) =>
        StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()), isOptional: false, settings);

    /// <summary>A service behind the gateway instead of the front door.</summary>
    public static Task<AccountsHost> StartBehindTheDoorAsync(params (string Name, string Value)[] settings) =>
        StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow()), isOptional: false, isBehind: true, change: null, settings);

    public static Task<AccountsHost> StartAsync(FakeTimeProvider time, bool isOptional, params (string Name, string Value)[] settings) =>
        StartAsync(time, isOptional, isBehind: false, change: null, settings);

    /// <param name="change">Puts something of the test in the place of what the module registers.</param>
    public static Task<AccountsHost> StartAsync(FakeTimeProvider time, Action<IServiceCollection> change, params (string Name, string Value)[] settings) =>
        StartAsync(time, isOptional: false, isBehind: false, change, settings);

    /// <param name="settings">With a store that others share, or none for one of its own.</param>
    private static async Task<AccountsHost> StartAsync(
        FakeTimeProvider time, bool isOptional, bool isBehind, Action<IServiceCollection>? change, params (string Name, string Value)[] settings)
    {
        var shared = settings.Any(setting => setting.Name is "IMAGEGEN_DATA" or "MONGODB_URL");
        var folder = shared ? null : Directory.CreateTempSubdirectory("accounts-tests-").FullName;
        var builder = WebApplication.CreateBuilder();
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("IMAGEGEN_DATA", folder), new("Limits:Anonymous", "0")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.AddServiceDefaults();
        builder.AddMessaging(_ => { });
        builder.AddAccounts(isOptional);
        // So that tests need not wait for what is meant to be slow.
        builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 100);
        // The tests' provider shares its machine with all the others.
        builder.Services.Configure<OpenIdConnectOptions>("oidc", options => options.BackchannelTimeout = TimeSpan.FromMinutes(2));
        change?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseServiceDefaults();
        if (isBehind)
            app.UseEdge();
        else
            app.UseFrontDoor();
        app.MapDefaultEndpoints();
        app.MapAccounts();
        if (!isOptional)
            app.MapAccountsInside();
        MapProbes(app);
        await app.StartAsync();
        return new AccountsHost(app, folder, time, log);
    }

    public T Get<T>() where T : notnull => app.Services.GetRequiredService<T>();

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Makes the first administrator and signs in.</summary>
    public async Task<Visitor> FirstAdminAsync()
    {
        var code = await Get<FirstAdmin>().CodeAsync(default);
        await ExpectAsync(201, await SendAsync(HttpMethod.Post, "/api/v1/setup", new { code, email = Email, password = Password }));
        return await SignInAsync(Email, Password);
    }

    public async Task<Visitor> SignInAsync(string email, string password)
    {
        var answer = await SendAsync(HttpMethod.Post, "/api/v1/session", new { email, password });
        await ExpectAsync(200, answer);
        return new Visitor(this, CookieOf(answer));
    }

    /// <summary>Adds a member, who sets a password by the link and signs in.</summary>
    public async Task<(Visitor Visitor, string Id)> MemberAsync(Visitor admin, string email, string role = "member")
    {
        var added = await JsonAsync(201, await admin.SendAsync(HttpMethod.Post, "/api/v1/users", new { email, name = email, role }));
        var token = added.GetProperty("link").GetProperty("token").GetString();
        await ExpectAsync(204, await SendAsync(HttpMethod.Post, "/api/v1/account/reset", new { token, password = Password }));
        return (await SignInAsync(email, Password), added.GetProperty("user").GetProperty("id").GetString()!);
    }

    public static async Task<JsonElement> JsonAsync(int status, HttpResponseMessage answer)
    {
        await ExpectAsync(status, answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task ExpectAsync(int status, HttpResponseMessage answer) =>
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");

    /// <returns>The code of the problem.</returns>
    public static async Task<string?> ProblemAsync(int status, HttpResponseMessage answer)
    {
        var problem = await JsonAsync(status, answer);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return problem.GetProperty("code").GetString();
    }

    public static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private static void MapProbes(WebApplication app)
    {
        app.MapGet("/probe/owner", (ICaller caller) => caller.Owner).RequireScope(Scopes.JobsRead);
        app.MapPost("/probe/owner", (ICaller caller) => caller.Owner).RequireScope(Scopes.JobsWrite);
        app.MapGet("/probe/headers", (HttpRequest request) => string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}"))).AllowAnonymous();
        app.MapGet("/probe/content", () => "a picture").RequireScope(Scopes.JobsRead);
        app.MapGet("/probe/says-nothing", () => "in");
        app.MapGet("/probe/stream", async (HttpContext http) =>
        {
            await http.Response.WriteAsync("open\n");
            await http.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }).RequireScope(Scopes.JobsRead);
    }
}

/// <summary>Somebody's browser.</summary>
internal sealed record Visitor(AccountsHost Host, string Cookie)
{
    /// <summary>From a page of ours, as browsers say.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null) =>
        Host.SendAsync(method, path, body, ("Cookie", Cookie), ("Sec-Fetch-Site", "same-origin"));

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <returns>The secret of a new key, and its id.</returns>
    public async Task<(string Secret, string Id)> KeyAsync(params string[] scopes)
    {
        var made = await AccountsHost.JsonAsync(201, await SendAsync(HttpMethod.Post, "/api/v1/keys", new { name = "a program", scopes }));
        return (made.GetProperty("secret").GetString()!, made.GetProperty("key").GetProperty("id").GetString()!);
    }
}
