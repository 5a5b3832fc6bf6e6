using System.Net;
using System.Net.Sockets;
using ImageGen.Edge;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Gateway.Tests;

/// <summary>A front door with limits, before addresses that let everybody in. Of two users it knows two keys and a session each.</summary>
internal sealed class LimitedDoor : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<HttpClient> clients = [];

    private LimitedDoor(WebApplication app) => this.app = app;

    /// <param name="limits">By their names in the section Limits.</param>
    public static async Task<LimitedDoor> OpenAsync(bool hasAccounts, params (string Name, int PerMinute)[] limits)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(limits.Select(limit => KeyValuePair.Create($"Limits:{limit.Name}", (string?)$"{limit.PerMinute}")));
        if (hasAccounts)
            builder.Configuration["ImageGen:AccountsUrl"] = "http://127.0.0.1:9";
        builder.AddServiceDefaults();
        builder.Services.AddSingleton<ICredentialExchange, Exchange>();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseFrontDoor();
        app.MapDefaultEndpoints();
        app.Map("/api/v1/{**rest}", () => "here").AllowAnonymous();
        await app.StartAsync();
        return new LimitedDoor(app);
    }

    /// <param name="shown">A key (<c>ig_…</c>), the cookie of a session, or nothing.</param>
    /// <param name="from">The loopback address that the request comes from.</param>
    public async Task<HttpResponseMessage> SendAsync(string method, string path, string? shown = null, string from = "127.0.0.1", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (shown?.StartsWith("ig_", StringComparison.Ordinal) == true)
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {shown}");
        else if (shown is not null)
            request.Headers.TryAddWithoutValidation("Cookie", $"{SessionCookie.Name}={shown}");
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await ClientFrom(from).SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private HttpClient ClientFrom(string address)
    {
        var client = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse(address), 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        clients.Add(client);
        return client;
    }

    private sealed class Exchange : ICredentialExchange
    {
        private static readonly JsonWebTokenHandler Tokens = new();

        public Task<string?> ExchangeAsync(Credential credential, CancellationToken cancellationToken) =>
            Task.FromResult(credential.Secret.Split('_') switch
            {
                ["ig", var user, var key] => Token(user, $"key_{key}"),
                [var user, "session"] => Token(user, "ses_1"),
                _ => null,
            });

        private static string Token(string user, string credential) =>
            Tokens.CreateToken(new SecurityTokenDescriptor { Claims = new Caller(user, [], Scopes.All, credential).Claims() });
    }
}
