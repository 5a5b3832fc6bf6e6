using ImageGen.Jobs.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ImageGen.Jobs.Tests.Http;

public sealed class ClientErrorTests(ClientErrorTests.LoggingHost host) : IClassFixture<ClientErrorTests.LoggingHost>
{
    private const string Path = "/api/v1/client-errors";

    [Fact]
    public async Task An_error_of_the_page_is_a_line_in_the_log_with_release_and_request_id()
    {
        using var answer = await host.PostAsync(
            Path,
            """{"message": "TypeError: x is not a function", "stack": "at a (index-1.js:1)\nat b", "page": "/jobs/job_1", "release": "index-1.js", "request_id": "r-17"}""",
            ("X-Request-Id", "told-by"));

        Assert.Equal(204, (int)answer.StatusCode);
        var line = Line("x is not a function");
        Assert.Equal(LogLevel.Warning, line.Level);
        Assert.Equal(
            @"The web app failed at /jobs/job_1, release index-1.js, after request r-17 (told by request told-by): TypeError: x is not a function at a (index-1.js:1)\nat b",
            line.Message);
    }

    [Fact]
    public async Task Nobody_writes_another_line_of_the_log()
    {
        using var answer = await host.PostAsync(
            Path,
            """{"message": "forged\r\nwarn: ImageGen[0]\u001b[31m\u2028\u202e\u0000", "page": "/\nfail", "release": "1\u0085", "request_id": "r\n"}""");

        Assert.Equal(204, (int)answer.StatusCode);
        var message = Line("forged").Message;
        Assert.Contains(@"forged\u{d}\nwarn: ImageGen[0]\u{1b}[31m\u{2028}\u{202e}\u{0}", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, char.IsControl);
    }

    [Fact]
    public async Task What_is_long_is_cut()
    {
        using var answer = await host.PostAsync(Path, $$"""{"message": "long {{new string('x', 7000)}}", "stack": "{{new string('y', 7000)}}"}""");
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.InRange(Line("long x").Message.Length, 7000, 7300);
    }

    [Theory]
    [InlineData("""{"message": null}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""{"message": "a", "cookie": "b"}""", 400)]
    [InlineData("""["a"]""", 400)]
    public async Task What_tells_of_no_error_is_refused(string body, int status)
    {
        using var answer = await host.PostAsync(Path, body);
        await JobsHost.ProblemAsync(answer, status);
    }

    private FakeLogRecord Line(string text) =>
        Assert.Single(host.Log.GetSnapshot(), line => line.Message.StartsWith("The web app failed", StringComparison.Ordinal) && line.Message.Contains(text, StringComparison.Ordinal));

    public sealed class LoggingHost : JobsHost
    {
        internal FakeLogCollector Log => Service<FakeLogCollector>();

        private protected override void Add(WebApplicationBuilder builder) => builder.Logging.AddFakeLogging();
    }
}
