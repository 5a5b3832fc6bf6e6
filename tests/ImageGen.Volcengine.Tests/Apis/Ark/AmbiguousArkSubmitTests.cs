using System.Net;
using System.Net.Sockets;
using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using SkiaSharp;
using static ImageGen.Volcengine.Tests.Apis.Ark.ArkWire;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>
/// Whatever the network does, one call is at most one request on the wire; what nobody can know is called unknown, and the pictures
/// that came are kept.
/// </summary>
public class AmbiguousArkSubmitTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.5);

    public static TheoryData<string, string> Unreadable { get; } = new()
    {
        { "200 OK", """{"model":"m","data":[{"url":"ht""" },
        { "200 OK", "{}" },
        { "200 OK", """{"data":null}""" },
        { "200 OK", "<html>hello</html>" },
        { "200 OK", "" },
        { "202 Accepted", "" },
        { "408 Request Timeout", "" },
        { "408 Request Timeout", Error("RequestTimeout") },
        { "400 Bad Request", "<html>nginx</html>" },
        { "401 Unauthorized", "<html>proxy</html>" },
        { "401 Unauthorized", """{"error":"unauthorized"}""" },
        { "403 Forbidden", "" },
        { "403 Forbidden", """{"timestamp":"x","status":403,"error":"Forbidden","path":"/"}""" },
        { "404 Not Found", "<html>nginx</html>" },
        { "407 Proxy Authentication Required", "<html>proxy</html>" },
        { "413 Payload Too Large", "<html>nginx</html>" },
        { "429 Too Many Requests", "<html>proxy</html>" },
        { "499 Client Closed Request", Error("InvalidParameter") },
        { "500 Internal Server Error", "" },
        { "500 Internal Server Error", Error("NeverHeardOf") },
        { "502 Bad Gateway", "<html>nginx</html>" },
        { "502 Bad Gateway", Error("InternalServiceError") },
        { "503 Service Unavailable", Error("ServerOverloaded") },
        { "504 Gateway Timeout", "" },
        { "307 Temporary Redirect\r\nLocation: /elsewhere", "" },
        { "302 Found\r\nLocation: /elsewhere", "" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_answer_that_says_nothing_is_unknown(string head, string body)
    {
        await using var server = RawServer.Answering(head, body);
        await IsUnknownAsync(server, Arks.Request());
    }

    [Theory]
    [InlineData("500 Internal Server Error", "InternalServiceError", typeof(SubmitOutcome.ProviderFailed))]
    [InlineData("400 Bad Request", "InvalidParameter", typeof(SubmitOutcome.Refused))]
    [InlineData("429 Too Many Requests", "ModelAccountIpmRateLimitExceeded", typeof(SubmitOutcome.Throttled))]
    public async Task An_answer_that_says_something_is_believed_and_nothing_is_sent_again(string head, string code, Type outcome)
    {
        await using var server = RawServer.Answering(head, Error(code));
        await using var ark = new Arks(server.Url);
        Assert.IsType(outcome, await ark.SubmitAsync(Arks.Request()));
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
        await IsUnknownAsync(server, Arks.Request());
    }

    [Fact]
    public async Task A_connection_closed_without_an_answer_is_unknown()
    {
        await using var server = RawServer.Doing(request =>
        {
            request.Close();
            return Task.CompletedTask;
        });
        await IsUnknownAsync(server, Arks.Request());
    }

    [Fact]
    public async Task A_reset_after_the_headers_is_unknown()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"model\":");
            request.Reset();
        });
        await IsUnknownAsync(server, Arks.Request());
    }

    [Fact]
    public async Task A_time_out_is_unknown()
    {
        await using var server = RawServer.Doing(request => request.HangAsync());
        await IsUnknownAsync(server, Arks.Request(), longest: Short);
    }

    [Fact]
    public async Task A_time_out_in_the_middle_of_the_answer_is_unknown()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
            await request.HangAsync();
        });
        await IsUnknownAsync(server, Arks.Request(), longest: Short);
    }

    [Fact]
    public async Task An_answer_without_end_is_unknown()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 999000000\r\n\r\n{");
            request.Close();
        });
        await IsUnknownAsync(server, Arks.Request());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_stream_that_breaks_leaves_its_pictures_and_the_rest_is_unknown(int pictures)
    {
        await using var server = RawServer.Doing(async request =>
        {
            await StreamAsync(request, Enumerable.Range(0, pictures).Select(Succeeded));
            request.Close();
        });
        await IsUnknownAsync(server, Arks.Group(4), pictures);
    }

    [Fact]
    public async Task A_stream_that_is_reset_leaves_its_pictures_and_the_rest_is_unknown()
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = RawServer.Doing(async request =>
        {
            await StreamAsync(request, Succeeded(0), Succeeded(1));
            await arrived.Task;
            request.Reset();
        });
        await using var ark = new Arks(server.Url);
        var submitting = ark.SubmitAsync(Arks.Group(4));
        await ark.Progress.WhenAsync(2);
        arrived.SetResult();
        Assert.IsType<SubmitOutcome.Unknown>(await submitting);
        Assert.Equal([0, 1], ark.Progress.Places);
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_stream_that_runs_into_the_time_out_leaves_its_pictures_and_the_rest_is_unknown()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await StreamAsync(request, Succeeded(0));
            await request.HangAsync();
        });
        // Long enough for the first picture on a busy machine; the second never comes.
        await IsUnknownAsync(server, Arks.Group(2), pictures: 1, longest: TimeSpan.FromSeconds(8));
    }

    public static TheoryData<string, int> Incomplete { get; } = new()
    {
        { "", 0 },
        { Succeeded(0), 1 },
        // Without its blank line an event is one all the same, where it can be read.
        { Succeeded(0) + Succeeded(1).TrimEnd('\n'), 2 },
        { Succeeded(0) + Succeeded(1)[..60], 1 },
        { Succeeded(0) + "event: image_generation.partial_succeeded\ndata: {\"type\":\"image_gen\n\n" + Completed + Done, 1 },
        { Succeeded(0) + "data: {\"type\":\"image_generation.partial_succeeded\",\"image_index\":1}\n\n" + Completed + Done, 1 },
        { Succeeded(0) + Failed(1, "OutputImageSensitiveContentDetected"), 1 },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public async Task A_stream_that_ends_before_it_is_complete_leaves_its_pictures_and_the_rest_is_unknown(string events, int pictures)
    {
        await using var server = Streaming(events.Length == 0 ? [] : [events]);
        await IsUnknownAsync(server, Arks.Group(4), pictures);
    }

    [Fact]
    public async Task A_stream_that_breaks_after_its_last_picture_is_delivered()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await StreamAsync(request, Succeeded(0), Failed(1, "OutputImageSensitiveContentDetected"), Succeeded(2));
            request.Close();
        });
        await using var ark = new Arks(server.Url);
        var delivered = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Group(3)));
        Assert.Equal("output_rejected", delivered.Error!.Code);
        Assert.Equal([0, 2], ark.Progress.Places);
    }

    [Fact]
    public async Task A_connection_of_the_pool_that_dies_under_a_call_is_unknown_and_not_sent_again()
    {
        await using var server = RawServer.Doing(request =>
        {
            if (request.Number == 1)
                return request.WriteAsync(RawServer.Response("200 OK", """{"data":[{"url":"https://example.com/0"}]}"""));
            request.Close();
            return Task.CompletedTask;
        });
        await using var ark = new Arks(server.Url);
        Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Request()));
        Assert.IsType<SubmitOutcome.Unknown>(await ark.SubmitAsync(Arks.Request()));
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
    public Task A_name_that_does_not_exist_is_surely_not_sent() => IsNotSentAsync("http://ark.invalid");

    [Fact]
    public async Task A_time_out_while_connecting_is_surely_not_sent()
    {
        // Accepts the connection below, and never speaks TLS.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await IsNotSentAsync($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", longest: Short);
    }

    [Fact]
    public async Task A_body_that_never_left_whole_is_surely_not_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var request = Arks.Request() with { Inputs = [new InputImage { Key = "uploads/a", ContentType = "image/png" }] };
        await using var ark = new Arks($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        using (var bitmap = new SKBitmap(64, 64))
        using (var png = bitmap.Encode(SKEncodedImageFormat.Png, 100))
            await ark.Store.PutAsync("uploads/a", png.AsStream(), "image/png", TestContext.Current.CancellationToken);
        var call = Assert.IsType<Preparation.Ready>(await ark.PrepareAsync(request)).Call;
        // More than the buffers between the two can hold; nobody reads it.
        var large = new CallAttachments([.. call.Attachments.Items.Select(item => item with { Bytes = new byte[32 << 20] })]);

        var accepting = listener.AcceptSocketAsync(TestContext.Current.CancellationToken);
        var submitting = ark.Provider.SubmitAsync(call with { Attachments = large }, ark.Progress, TestContext.Current.CancellationToken);
        using (var socket = await accepting)
        {
            Assert.NotEqual(0, await socket.ReceiveAsync(new byte[1024], TestContext.Current.CancellationToken));
            socket.LingerState = new LingerOption(true, 0);
        }

        Assert.IsType<SubmitOutcome.NotSent>(await submitting);
    }

    private static async Task IsUnknownAsync(RawServer server, ImageRequest request, int pictures = 0, TimeSpan? longest = null)
    {
        await using var ark = new Arks(server.Url);
        Assert.IsType<SubmitOutcome.Unknown>(await ark.SubmitAsync(request, longest));
        Assert.Equal(Enumerable.Range(0, pictures).Select(place => (int?)place), ark.Progress.Places);
        Assert.Equal(1, server.Requests);
    }

    private static async Task IsNotSentAsync(string endpoint, TimeSpan? longest = null)
    {
        await using var ark = new Arks(endpoint);
        Assert.IsType<SubmitOutcome.NotSent>(await ark.SubmitAsync(Arks.Request(), longest));
    }
}
