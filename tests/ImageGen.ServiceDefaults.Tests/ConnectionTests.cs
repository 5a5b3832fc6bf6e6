using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageGen.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.ServiceDefaults.Tests;

/// <summary>A connection is worth something: nobody holds them all, and nobody holds one by dripping.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task A_body_that_only_drips_is_not_waited_for()
    {
        await using var app = await StartAsync();
        using var socket = await ConnectAsync(app);
        await SendAsync(socket, "POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
        using var done = new CancellationTokenSource();
        var dripping = DripAsync(socket, done.Token);
        var answer = await ReadAsync(socket);
        await done.CancelAsync();
        await dripping;
        Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_only_so_many_connections_and_the_setting_says_how_many()
    {
        await using var app = await StartAsync("--Kestrel:Limits:MaxConcurrentConnections=2");
        using var first = await ConnectAsync(app);
        using var second = await ConnectAsync(app);
        await AskAsync(first);
        await AskAsync(second);
        using var third = await ConnectAsync(app);
        Assert.Equal("", await ReadAsync(third));

        // Who is in is served on, and the next one gets the place of whoever leaves.
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(second), StringComparison.Ordinal);
        first.Close();
        await Eventually.HoldsAsync("there is room again", async () =>
        {
            using var fourth = await ConnectAsync(app);
            return (await AskAsync(fourth)).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
        });
    }

    private static async Task<WebApplication> StartAsync(params string[] arguments)
    {
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapDefaultEndpoints();
        app.MapPost("/things", (TestApp.Thing thing) => thing);
        await app.StartAsync();
        return app;
    }

    private static async Task<Socket> ConnectAsync(WebApplication app)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app.Urls.First()).Port);
        return socket;
    }

    private static async Task DripAsync(Socket socket, CancellationToken done)
    {
        try
        {
            while (!done.IsCancellationRequested)
            {
                await SendAsync(socket, " ");
                await Task.Delay(TimeSpan.FromMilliseconds(100), done);
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The other end has had enough.
        }
    }

    private static async Task<string> AskAsync(Socket socket)
    {
        try
        {
            await SendAsync(socket, "GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            var buffer = new byte[4096];
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(socket));
            return await reader.ReadToEndAsync();
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task SendAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));
}
