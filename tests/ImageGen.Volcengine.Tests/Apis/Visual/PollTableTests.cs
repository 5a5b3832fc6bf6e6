using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Apis.Visual;

/// <summary>What each answer about a task means: nothing that may pass ends a task, because its picture is paid for.</summary>
public class PollTableTests
{
    [Theory]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"in_queue"}}""", nameof(PollOutcome.Pending))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"generating"}}""", nameof(PollOutcome.Pending))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"done","image_urls":["https://pictures.example/1.png"]}}""", nameof(PollOutcome.Done))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"not_found"}}""", nameof(PollOutcome.NotFound))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"expired"}}""", nameof(PollOutcome.Expired))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"canceled"}}""", nameof(PollOutcome.Expired))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"resting"}}""", nameof(PollOutcome.Unavailable))]
    [InlineData("200 OK", """{"code":10000,"data":{"status":"resting","image_urls":["https://pictures.example/1.png"]}}""", nameof(PollOutcome.Done))]
    [InlineData("200 OK", """{"code":10000,"data":null}""", nameof(PollOutcome.Unavailable))]
    [InlineData("400 Bad Request", """{"code":50511,"message":"x","data":{"status":"done"}}""", nameof(PollOutcome.Failed))]
    [InlineData("400 Bad Request", """{"code":50411,"message":"x","data":null}""", nameof(PollOutcome.Failed))]
    [InlineData("429 Too Many Requests", """{"code":50429,"message":"x","data":null}""", nameof(PollOutcome.Unavailable))]
    [InlineData("500 Internal Server Error", """{"code":50500,"message":"x","data":null}""", nameof(PollOutcome.Faulted))]
    [InlineData("400 Bad Request", """{"code":59999,"message":"x","request_id":"r1","data":null}""", nameof(PollOutcome.Faulted))]
    [InlineData("400 Bad Request", """{"code":59999,"message":"x","data":null}""", nameof(PollOutcome.Unavailable))]
    [InlineData("400 Bad Request", """{"code":50200,"message":"x","data":null}""", nameof(PollOutcome.Faulted))]
    [InlineData("403 Forbidden", """{"ResponseMetadata":{"RequestId":"r1","Error":{"CodeN":100010,"Code":"SignatureDoesNotMatch","Message":"x"}}}""", nameof(PollOutcome.NotLetIn))]
    [InlineData("502 Bad Gateway", "", nameof(PollOutcome.Unavailable))]
    [InlineData("200 OK", "<html>", nameof(PollOutcome.Unavailable))]
    public async Task An_answer_means(string head, string body, string outcome)
    {
        await using var server = RawServer.Answering(head, body);
        using var visual = new Visuals(server.Url);

        Assert.Equal(outcome, (await visual.PollAsync()).GetType().Name);
    }
}
