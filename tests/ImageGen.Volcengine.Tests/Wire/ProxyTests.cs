using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Wire;

/// <summary>The proxy of a company's network leads to the provider, and one call is one request there as well.</summary>
public class ProxyTests
{
    [Fact]
    public async Task A_call_goes_by_the_proxy_once()
    {
        string? seen = null;
        await using var proxy = RawServer.Doing(request =>
        {
            seen = request.Text;
            return request.WriteAsync(RawServer.Response("200 OK", "{}"));
        });

        var reply = await SendAsync("http://provider.invalid/", proxy.Url);

        Assert.IsType<WireReply.Answer>(reply);
        Assert.StartsWith("POST http://provider.invalid/ HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Equal(1, proxy.Requests);
    }

    [Theory]
    [InlineData("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("")]
    public async Task A_tunnel_that_is_refused_is_surely_not_sent(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener, answer);

        var reply = Assert.IsType<WireReply.NotSent>(await SendAsync("https://provider.invalid/", $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        Assert.False(reply.BodyLeft);
        listener.Stop();
        Assert.All(await serving, request => Assert.StartsWith("CONNECT provider.invalid:443 ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_surely_not_sent() =>
        Assert.IsType<WireReply.NotSent>(await SendAsync("https://provider.invalid/", "http://127.0.0.1:1"));

    [Fact]
    public async Task A_proxy_that_wants_a_password_is_not_given_the_request_twice()
    {
        await using var proxy = RawServer.Answering("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"");

        // The whole request was there: whether it went further, only the proxy knows.
        var reply = await SendAsync("http://provider.invalid/", proxy.Url.Replace("http://", "http://user:password@", StringComparison.Ordinal));

        Assert.IsNotType<WireReply.NotSent>(reply, exactMatch: false);
        Assert.Equal(1, proxy.Requests);
    }

    [Fact]
    public async Task This_machine_itself_is_never_asked_for_by_a_proxy()
    {
        await using var server = RawServer.Answering("200 OK", "{}");
        Assert.IsType<WireReply.Answer>(await SendAsync(server.Url, "http://proxy.invalid:3128"));
        Assert.IsType<WireReply.Answer>(await SendAsync(server.Url.Replace("127.0.0.1", "localhost", StringComparison.Ordinal), "http://proxy.invalid:3128"));
    }

    [Fact]
    public void What_the_environment_excepts_is_excepted()
    {
        var proxy = new ProviderProxy(new WebProxy("http://proxy.corp:3128") { BypassArrayList = { ".*volces\\.com" } });

        Assert.True(proxy.IsBypassed(new Uri("https://ark.cn-beijing.volces.com")));
        Assert.Equal(new Uri("http://proxy.corp:3128"), proxy.GetProxy(new Uri("https://visual.volcengineapi.com")));
    }

    private static async Task<WireReply> SendAsync(string address, string proxy)
    {
        var at = new Uri(proxy);
        var web = new WebProxy(at.GetLeftPart(UriPartial.Authority).Replace(at.UserInfo + "@", "", StringComparison.Ordinal));
        if (at.UserInfo.Split(':') is [var user, var password])
            web.Credentials = new NetworkCredential(user, password);
        using var http = new OneShotHttp(idle => OneShotHttp.Sockets(idle, new ProviderProxy(web)), OneShotHttp.PaidIdle, TimeProvider.System);
        return await http.PostAsync(address, "{}", CallAttachments.None, TimeSpan.FromSeconds(20));
    }

    private static async Task<List<string>> ServeAsync(TcpListener listener, string answer)
    {
        var seen = new List<string>();
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
                var buffer = new byte[4096];
                seen.Add(Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)));
                await socket.SendAsync(Encoding.ASCII.GetBytes(answer), TestContext.Current.CancellationToken);
            }
        }
        catch (Exception error) when (error is SocketException or InvalidOperationException or OperationCanceledException)
        {
            return seen;
        }
    }
}
