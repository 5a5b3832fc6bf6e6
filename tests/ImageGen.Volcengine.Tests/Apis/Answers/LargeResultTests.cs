using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Apis.Answers;

/// <summary>A result with the bytes of its pictures that is too much for us is asked for as links, so that nobody waits for it in vain.</summary>
public class LargeResultTests
{
    private const string Links = """{"code":10000,"message":"Success","request_id":"r1","data":{"status":"done","image_urls":["https://pictures.example.com/1.png"]}}""";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n{\"code\":10000,\"data\":{\"binary_data_base64\":[\"iVBORw0KGgo", false)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n{\"code\":10000,\"data\":{\"binary_data_base64\":[\"iVBORw0KGgo", true)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n{\"code\":10000,\"data\":{\"binary_data_base64\":[\"iVBORw0KGgo", false)]
    public async Task It_is_asked_for_as_links(string first, bool breaks)
    {
        var seen = new List<string>();
        await using var server = RawServer.Doing(async request =>
        {
            seen.Add(request.Text);
            if (request.Number > 1)
            {
                await request.WriteAsync(RawServer.Response("200 OK", Links));
                return;
            }

            await request.WriteAsync(first);
            if (breaks)
                request.Close();
        });
        using var visual = new Visuals(server.Url, options =>
        {
            options.Visual.ReturnUrl = false;
            options.Visual.ResultTimeoutSeconds = 3;
        });

        var done = Assert.IsType<PollOutcome.Done>(await visual.PollAsync());

        Assert.Equal("https://pictures.example.com/1.png", Assert.Single(done.Pictures).Url);
        Assert.Contains("return_url\\\":false", seen[0], StringComparison.Ordinal);
        Assert.Contains("return_url\\\":true", seen[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_links_were_asked_for_already_it_waits_with_the_reason()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await request.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\n{");
            request.Close();
        });
        using var visual = new Visuals(server.Url);

        Assert.Contains("too large", Assert.IsType<PollOutcome.Unavailable>(await visual.PollAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(1, server.Requests);
    }
}
