using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Apis.ImageX;

/// <summary>The table of answers of veImageX, row by row; one submission is one request on the wire.</summary>
public class AmbiguousImageXSubmitTests
{
    private const string Metadata = "\"ResponseMetadata\":{\"RequestId\":\"r1\"}";

    public static TheoryData<string, string> Unknowns { get; } = new()
    {
        { "200 OK", "{" + Metadata + "}" },
        { "200 OK", "{" + Metadata + ",\"Result\":{}}" },
        { "200 OK", "{" + Metadata + ",\"Result\":{\"TaskId\":\"\"}}" },
        { "200 OK", "{" + Metadata + ",\"Result\":{\"RespJson\":{\"code\":10000,\"data\":{}}}}" },
        { "200 OK", "{" + Metadata + ",\"Result\":{\"TaskId\":\"7" },
        { "200 OK", "<html>" },
        { "500 Internal Server Error", "{\"ResponseMetadata\":{\"RequestId\":\"r1\",\"Error\":{\"CodeN\":100014,\"Code\":\"InternalError\",\"Message\":\"x\"}}}" },
        { "504 Gateway Timeout", "{\"ResponseMetadata\":{\"RequestId\":\"r1\",\"Error\":{\"CodeN\":100016,\"Code\":\"InternalServiceTimeout\",\"Message\":\"x\"}}}" },
        { "502 Bad Gateway", "" },
        { "307 Temporary Redirect\r\nLocation: /elsewhere", "" },
    };

    [Theory]
    [MemberData(nameof(Unknowns))]
    public async Task An_answer_that_says_nothing_is_unknown(string head, string body)
    {
        await using var server = RawServer.Answering(head, body);
        using var imageX = new ImageXs(server.Url);

        Assert.IsType<SubmitOutcome.Unknown>(await imageX.SubmitAsync());
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("\"TaskId\":\"77\"")]
    [InlineData("\"TaskId\":\"77\",\"RespJson\":{\"code\":10000,\"data\":{\"task_id\":\"77\"}}")]
    [InlineData("\"TaskId\":\"77\",\"RespJson\":\"{\\\"code\\\":10000}\"")]
    [InlineData("\"RespJson\":{\"code\":10000,\"data\":{\"task_id\":\"77\"}}")]
    [InlineData("\"RespJson\":{\"code\":50500,\"data\":{\"task_id\":\"77\"}}")]
    public async Task A_task_id_is_a_task_wherever_it_stands(string result)
    {
        await using var server = RawServer.Answering("200 OK", "{" + Metadata + ",\"Result\":{" + result + "}}");
        using var imageX = new ImageXs(server.Url);
        Assert.Equal(new SubmitOutcome.Accepted("77", "r1"), await imageX.SubmitAsync());
    }

    [Fact]
    public async Task A_reset_is_unknown()
    {
        await using var server = RawServer.Doing(request =>
        {
            request.Reset();
            return Task.CompletedTask;
        });
        using var imageX = new ImageXs(server.Url);
        Assert.IsType<SubmitOutcome.Unknown>(await imageX.SubmitAsync());
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task Nobody_there_is_surely_not_sent()
    {
        using var imageX = new ImageXs("http://imagex.invalid");
        Assert.IsType<SubmitOutcome.NotSent>(await imageX.SubmitAsync());
    }

    [Theory]
    [InlineData("\"Status\":\"in_queue\"", nameof(PollOutcome.Pending))]
    [InlineData("\"Status\":\"generating\",\"ImageUrls\":[]", nameof(PollOutcome.Pending))]
    [InlineData("\"Status\":\"not_found\"", nameof(PollOutcome.NotFound))]
    [InlineData("\"Status\":\"done\",\"ImageUrls\":[\"pictures.example.com/a.png\"]", nameof(PollOutcome.Done))]
    [InlineData("\"Status\":\"done\",\"RespJson\":{\"code\":50511,\"message\":\"no\",\"data\":null}", nameof(PollOutcome.Failed))]
    [InlineData("\"Status\":\"of tomorrow\"", nameof(PollOutcome.Unavailable))]
    public async Task A_result_says_how_far_it_is(string result, string outcome)
    {
        await using var server = RawServer.Answering("200 OK", "{" + Metadata + ",\"Result\":{" + result + "}}");
        using var imageX = new ImageXs(server.Url);
        var seen = await imageX.PollAsync("77");
        Assert.Equal(outcome, seen.GetType().Name);
        if (seen is PollOutcome.Done done)
            Assert.Equal("https://pictures.example.com/a.png", Assert.Single(done.Pictures).Url);
    }

    [Fact]
    public async Task The_request_is_the_documented_one()
    {
        string? seen = null;
        await using var server = RawServer.Doing(request =>
        {
            seen = request.Text;
            return request.WriteAsync(RawServer.Response("200 OK", "{}"));
        });
        using var imageX = new ImageXs(server.Url);
        await imageX.SubmitAsync();

        Assert.StartsWith("POST /?Action=CreateCVImageGenerateTask&ServiceId=simulator01&Version=2023-05-01 HTTP/1.1\r\n", seen, StringComparison.Ordinal);
        Assert.Contains("/cn-north-1/imagex/request, ", seen, StringComparison.Ordinal);
        Assert.Contains(
            "{\"ModelAction\":\"CVSync2AsyncSubmitTask\",\"ModelVersion\":\"2022-08-31\",\"ReqJson\":{\"req_key\":\"high_aes_general_v30l_zt2i\",", seen, StringComparison.Ordinal);
        Assert.Contains("\"Domain\":\"pictures.example.com\",\"Template\":\"tplv-simulator01-original\",\"Outputs\":[],\"Overwrite\":false}", seen, StringComparison.Ordinal);
    }
}
