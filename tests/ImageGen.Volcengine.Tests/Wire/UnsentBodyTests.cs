using System.Net;
using System.Net.Sockets;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Wire;

/// <summary>On a socket: a request of which part has left, and never the whole, may itself be why; where there is no connection it is not.</summary>
public sealed class UnsentBodyTests
{
    private const int Megabytes = 24;

    [Fact]
    public async Task A_server_that_says_too_large_and_closes_in_the_middle_has_not_taken_it()
    {
        await using var server = new HalfDeaf(async socket =>
        {
            await socket.SendAsync("HTTP/1.1 413 Content Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
        });
        Assert.True((await SendAsync(server.Url, TimeSpan.FromSeconds(30))).BodyLeft);
    }

    [Fact]
    public async Task An_uplink_that_is_too_slow_has_not_taken_it()
    {
        // Whose window is full after some of it.
        await using var server = new HalfDeaf(_ => Task.CompletedTask);
        Assert.True((await SendAsync(server.Url, TimeSpan.FromSeconds(1))).BodyLeft);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_has_left()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.False((await SendAsync($"http://127.0.0.1:{port}", TimeSpan.FromSeconds(30))).BodyLeft);
    }

    private static async Task<WireReply.NotSent> SendAsync(string url, TimeSpan longest)
    {
        using var http = new OneShotHttp(OneShotHttp.Sockets, OneShotHttp.PaidIdle, TimeProvider.System);
        using var pictures = new CallAttachments([new CallAttachment("image", "image/png") { Bytes = new byte[Megabytes << 20] }]);
        return Assert.IsType<WireReply.NotSent>(await http.PostAsync(url, """{"image":{"attachment":"image","as":"base64"}}""", pictures, longest));
    }

    /// <summary>Reads the beginning of a request and no more.</summary>
    private sealed class HalfDeaf : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;
        private Socket? client;

        public HalfDeaf(Func<Socket, Task> then)
        {
            listener.Start();
            serving = ServeAsync(then);
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

        public async ValueTask DisposeAsync()
        {
            await serving;
            client?.Dispose();
            listener.Stop();
        }

        private async Task ServeAsync(Func<Socket, Task> then)
        {
            client = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
            var buffer = new byte[64 * 1024];
            for (var read = 0; read < 4 * buffer.Length;)
                read += await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            await then(client);
        }
    }
}
