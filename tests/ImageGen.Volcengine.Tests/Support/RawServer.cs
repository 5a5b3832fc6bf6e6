using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>
/// A server of bare bytes that counts the requests whose body it has received, on whatever connections they come, and then does
/// what the test says: this is the wire itself, with no library between that could repeat or hide anything.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> connections = [];
    private readonly Func<RawRequest, Task> answer;
    private readonly Task accepting;
    private int requests;

    private RawServer(Func<RawRequest, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Requests => Volatile.Read(ref requests);

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>A server that answers every request with these bytes.</summary>
    public static RawServer Answering(string head, string body = "") => new(request => request.WriteAsync(Response(head, body)));

    public static RawServer Doing(Func<RawRequest, Task> answer) => new(answer);

    public static string Response(string head, string body) =>
        $"HTTP/1.1 {head}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\nContent-Type: application/json\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!stop.IsCancellationRequested)
                connections.Add(ServeAsync(await listener.AcceptSocketAsync(stop.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                while (await ReadRequestAsync(socket) is { } text)
                    await answer(new RawRequest(socket, Interlocked.Increment(ref requests), text, stop.Token));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The connection is over, as the test or the client wanted.
            }
        }
    }

    private async Task<string?> ReadRequestAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[8 * 1024];
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, stop.Token);
            if (read == 0)
                return null;
            text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            if (IsWhole(text.ToString()))
                return text.ToString();
        }
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
            return false;
        var line = text[..end].Split("\r\n").First(header => header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        return text.Length - end - 4 >= int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}

/// <param name="Number">From 1, over all connections.</param>
internal sealed record RawRequest(Socket Socket, int Number, string Text, CancellationToken Stopped)
{
    public async Task WriteAsync(string text) => await Socket.SendAsync(Encoding.UTF8.GetBytes(text), Stopped);

    /// <summary>Ends the connection with a reset.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(true, 0);
        Socket.Close();
    }

    /// <summary>Ends the connection in good order, without another byte.</summary>
    public void Close() => Socket.Shutdown(SocketShutdown.Both);

    public Task HangAsync() => Task.Delay(Timeout.Infinite, Stopped);
}
