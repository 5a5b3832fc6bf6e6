using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace ImageGen.Volcengine.Wire;

/// <summary>
/// One call is at most one request: nothing here or below repeats, redirects or hedges, and the reply tells "nothing was sent"
/// from "nobody knows". It does not throw: whatever fails before the request is out has cost nothing, and says so.
/// </summary>
/// <param name="handler">Sends; <see cref="Sockets"/> but where no network is wanted.</param>
/// <param name="idle">How long an unused connection is kept.</param>
internal sealed class OneShotHttp(WireHandler handler, TimeSpan idle, TimeProvider time) : IDisposable
{
    /// <summary>A pooled connection that the provider has just dropped would turn a submission into an unknown one: none idles for long.</summary>
    public static readonly TimeSpan PaidIdle = TimeSpan.FromSeconds(2);

    private readonly HttpMessageInvoker http = new(handler(idle));

    /// <summary>Connections of our own.</summary>
    public static HttpMessageHandler Sockets(TimeSpan idle) => Sockets(idle, new ProviderProxy(HttpClient.DefaultProxy));

    /// <param name="idle">How long an unused connection is kept.</param>
    /// <param name="proxy">Which proxy leads to an address.</param>
    public static HttpMessageHandler Sockets(TimeSpan idle, IWebProxy proxy) => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        Proxy = proxy,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(8),
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = idle,
        // Ids of our traces are not for strangers.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    };

    /// <param name="make">Makes the request; its content is a <see cref="OneShotContent"/>.</param>
    /// <param name="longest">For the whole call.</param>
    /// <param name="read">Reads the answer, and says why it is not whole; what it throws is a lost answer.</param>
    public async Task<WireReply> SendAsync(
        Func<HttpRequestMessage> make,
        TimeSpan longest,
        Func<HttpResponseMessage, CancellationToken, Task<(WireReply.Answer Answer, Exception? Broken)>> read,
        CancellationToken cancellationToken)
    {
        HttpRequestMessage? request = null;
        using var timeout = new CancellationTokenSource(longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            request = make();
            request.Version = HttpVersion.Version11;
            request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
            using var response = await http.SendAsync(request, either.Token);
            var (answer, broken) = await read(response, either.Token);
            return broken is null ? answer : answer with { Cut = Lost(Reason(broken, timeout.IsCancellationRequested, longest)) };
        }
        catch (Exception error)
        {
            var reason = Reason(error, timeout.IsCancellationRequested, longest);
            return (request?.Content as OneShotContent) switch
            {
                { MayHaveArrived: true } => new WireReply.Lost(Lost(reason)),
                { HasBegun: true } => new WireReply.NotSent($"{request!.RequestUri!.Authority} did not take the whole request: {reason}.", BodyLeft: true),
                // As with a body that does not get through, the request is to blame and not the way to the provider.
                _ when request is null || !AnswerBody.IsOfTheWire(error) => new WireReply.NotSent($"The request could not be made ready: {reason}.", BodyLeft: true),
                _ => new WireReply.NotSent($"{request.RequestUri!.Authority} could not be reached: {reason}."),
            };
        }
        finally
        {
            request?.Dispose();
        }
    }

    public void Dispose() => http.Dispose();

    private static string Lost(string reason) => $"The request went out, but no whole answer came: {reason}.";

    /// <summary>Without addresses or headers: it ends up in documents that people read.</summary>
    private static string Reason(Exception error, bool timedOut, TimeSpan longest) => error switch
    {
        _ when timedOut => string.Create(CultureInfo.InvariantCulture, $"time-out after {longest.TotalSeconds:0.##} s"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy on the way did not connect",
        HttpRequestException http => http.HttpRequestError.ToString(),
        OperationCanceledException { InnerException: TimeoutException } => "no connection in time",
        OperationCanceledException => "the worker was stopped",
        InvalidDataException => error.Message,
        IOException => "the connection broke",
        _ => error.GetType().Name,
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
