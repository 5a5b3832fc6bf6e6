using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// One call is at most one request: nothing here or below repeats, redirects or hedges, and the reply tells "nothing was sent"
/// from "nobody knows".
/// </summary>
/// <param name="handler">Sends; <see cref="Sockets"/> but where no network is wanted.</param>
/// <param name="idle">How long an unused connection is kept.</param>
internal sealed class OneShotHttp(WireHandler handler, TimeSpan idle, TimeProvider time) : IDisposable
{
    /// <summary>A pooled connection that the provider has just dropped would turn a submission into an unknown one: none idles for long.</summary>
    public static readonly TimeSpan PaidIdle = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker http = new(handler(idle));

    /// <summary>Connections of our own, straight to the provider.</summary>
    public static HttpMessageHandler Sockets(TimeSpan idle) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(8),
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = idle,
        // Ids of our traces are not for strangers.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    /// <param name="request">Its content is a <see cref="OneShotContent"/>.</param>
    /// <param name="longest">For the whole call.</param>
    /// <param name="read">Reads the answer; what it throws of network and format is a lost answer.</param>
    public async Task<WireReply> SendAsync(
        HttpRequestMessage request,
        TimeSpan longest,
        Func<HttpResponseMessage, CancellationToken, Task<WireReply>> read,
        CancellationToken cancellationToken)
    {
        request.Version = HttpVersion.Version11;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return await read(response, either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or InvalidDataException)
        {
            var reason = Reason(error, timeout.IsCancellationRequested, longest);
            return (OneShotContent)request.Content! switch
            {
                { MayHaveArrived: true } => new WireReply.Lost($"The request went out, but no whole answer came: {reason}."),
                { HasBegun: true } => new WireReply.NotSent($"{request.RequestUri!.Authority} did not take the whole request: {reason}.", BodyLeft: true),
                _ => new WireReply.NotSent($"{request.RequestUri!.Authority} could not be reached: {reason}."),
            };
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>Without addresses or headers: it ends up in documents that people read.</summary>
    private static string Reason(Exception error, bool timedOut, TimeSpan longest) => error switch
    {
        _ when timedOut => string.Create(CultureInfo.InvariantCulture, $"time-out after {longest.TotalSeconds:0.##} s"),
        HttpRequestException http => http.HttpRequestError.ToString(),
        OperationCanceledException { InnerException: TimeoutException } => "no connection in time",
        OperationCanceledException => "the worker was stopped",
        InvalidDataException => error.Message,
        _ => "the connection broke",
    };

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // A call may be silent for minutes: without a sign of life, whatever translates addresses on the way forgets the connection.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
