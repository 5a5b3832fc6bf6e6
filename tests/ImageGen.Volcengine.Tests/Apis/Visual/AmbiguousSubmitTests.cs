using System.Net;
using System.Net.Sockets;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Apis.Visual;

/// <summary>Whatever the network does, one submission is at most one request on the wire, and what nobody can know is called unknown.</summary>
public class AmbiguousSubmitTests
{
    private const string Accepted = """{"code":10000,"message":"Success","request_id":"r1","status":10000,"data":{"task_id":"77"}}""";

    public static TheoryData<string, string> Unreadable { get; } = new()
    {
        { "200 OK", """{"code":10000,"data":{"task_id":"7""" },
        { "200 OK", """{"code":10000,"message":"Success","data":null}""" },
        { "200 OK", "<html>hello</html>" },
        { "200 OK", "" },
        { "200 OK", """{"code":99999,"message":"never heard of"}""" },
        { "400 Bad Request", "<html>nginx</html>" },
        { "401 Unauthorized", "" },
        { "403 Forbidden", "<html>proxy</html>" },
        { "403 Forbidden", """{"code":403,"message":"Forbidden","data":null}""" },
        { "403 Forbidden", """{"code":40301,"msg":"Denied by policy","data":null}""" },
        { "404 Not Found", "<html>nginx</html>" },
        { "413 Payload Too Large", "<html>nginx</html>" },
        { "429 Too Many Requests", "" },
        { "499 Client Closed Request", """{"code":59999,"message":"x","request_id":"r1"}""" },
        { "408 Request Timeout", "" },
        { "500 Internal Server Error", "" },
        { "500 Internal Server Error", """{"code":12345,"message":"?"}""" },
        { "502 Bad Gateway", "<html>nginx</html>" },
        { "503 Service Unavailable", "" },
        { "504 Gateway Timeout", """{"ResponseMetadata":{"RequestId":"r9","Error":{"CodeN":100016,"Code":"InternalServiceTimeout","Message":"x"}}}""" },
        { "307 Temporary Redirect\r\nLocation: /elsewhere", "" },
        { "302 Found\r\nLocation: /elsewhere", "" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_answer_that_says_nothing_is_unknown(string head, string body)
    {
        await using var server = RawServer.Answering(head, body);
        using var visual = new Visuals(server.Url);

        Assert.IsType<SubmitOutcome.Unknown>(await visual.SubmitAsync());
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_reset_before_the_answer_is_unknown()
    {
        await using var server = RawServer.Doing(request =>
        {
            request.Reset();
            return Task.CompletedTask;
        });
        await IsUnknownAsync(server);
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_unknown()
    {
        await using var server = RawServer.Doing(request =>
        {
            request.Close();
            return Task.CompletedTask;
        });
        await IsUnknownAsync(server);
    }

    [Fact]
    public async Task A_reset_after_the_headers_is_unknown()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"code\":10000,");
            request.Reset();
        });
        await IsUnknownAsync(server);
    }

    [Fact]
    public async Task A_time_out_is_unknown()
    {
        await using var server = RawServer.Doing(request => request.HangAsync());
        await IsUnknownAsync(server, options => options.Visual.SubmitTimeoutSeconds = 0.5);
    }

    [Fact]
    public async Task A_time_out_in_the_middle_of_the_answer_is_unknown()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            await request.HangAsync();
        });
        await IsUnknownAsync(server, options => options.Visual.SubmitTimeoutSeconds = 0.5);
    }

    [Fact]
    public async Task An_answer_without_end_is_unknown()
    {
        await using var server = RawServer.Doing(request => request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n{" + new string(' ', 1_500_000)));
        await IsUnknownAsync(server);
    }

    [Fact]
    public async Task A_connection_of_the_pool_that_dies_under_a_submission_is_unknown_and_not_sent_again()
    {
        await using var server = RawServer.Doing(request =>
        {
            if (request.Number == 1)
                return request.WriteAsync(RawServer.Response("200 OK", Accepted));
            request.Close();
            return Task.CompletedTask;
        });
        using var visual = new Visuals(server.Url);

        Assert.Equal(new SubmitOutcome.Accepted("77", "r1"), await visual.SubmitAsync());
        Assert.IsType<SubmitOutcome.Unknown>(await visual.SubmitAsync());
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_surely_not_sent()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        await IsNotSentAsync($"http://127.0.0.1:{port}");
    }

    [Fact]
    public Task A_name_that_does_not_exist_is_surely_not_sent() => IsNotSentAsync("http://visual.invalid");

    [Fact]
    public async Task A_failed_TLS_handshake_is_surely_not_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var accepting = listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var submit = IsNotSentAsync($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using (var client = await accepting)
            await client.GetStream().WriteAsync("this is no TLS\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        await submit;
    }

    [Fact]
    public async Task A_time_out_while_connecting_is_surely_not_sent()
    {
        // Accepts the connection below, and never speaks TLS.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await IsNotSentAsync(
            $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", options => options.Visual.SubmitTimeoutSeconds = 0.5);
    }

    [Fact]
    public async Task The_header_of_the_host_names_an_unusual_port_and_nothing_secret_is_sent()
    {
        string? seen = null;
        await using var server = RawServer.Doing(request =>
        {
            seen = request.Text;
            return request.WriteAsync(RawServer.Response("200 OK", Accepted));
        });
        using var visual = new Visuals(server.Url, options => options.SessionToken = "a-token");
        await visual.SubmitAsync();

        Assert.StartsWith("POST /?Action=CVSync2AsyncSubmitTask&Version=2022-08-31 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains($"\r\nHost: {new Uri(server.Url).Authority}\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("SignedHeaders=host;x-content-sha256;x-date;x-security-token, ", seen, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-test", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", seen, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task IsUnknownAsync(RawServer server, Action<VolcengineOptions>? configure = null)
    {
        using var visual = new Visuals(server.Url, configure);
        Assert.IsType<SubmitOutcome.Unknown>(await visual.SubmitAsync());
        Assert.Equal(1, server.Requests);
    }

    private static async Task IsNotSentAsync(string endpoint, Action<VolcengineOptions>? configure = null)
    {
        using var visual = new Visuals(endpoint, configure);
        Assert.IsType<SubmitOutcome.NotSent>(await visual.SubmitAsync());
    }
}
