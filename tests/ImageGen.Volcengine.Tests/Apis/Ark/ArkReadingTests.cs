using System.Text;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;
using static ImageGen.Volcengine.Tests.Apis.Ark.ArkWire;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>What an answer in one piece means.</summary>
public class ArkReadingTests
{
    [Theory]
    [InlineData(400, "InvalidParameter", nameof(RefusalOf.Request))]
    [InlineData(400, "InputTextSensitiveContentDetected", nameof(RefusalOf.Request))]
    [InlineData(401, "AuthenticationError", nameof(RefusalOf.Account))]
    [InlineData(403, "AccountOverdueError", nameof(RefusalOf.Account))]
    [InlineData(404, "ModelNotOpen", nameof(RefusalOf.Model))]
    [InlineData(429, "SetLimitExceeded", nameof(RefusalOf.Model))]
    public void Another_account_may_be_told_otherwise_where_the_request_is_not_at_fault(int status, string code, string of) =>
        Assert.Equal(of, Assert.IsType<SubmitOutcome.Refused>(Read(Answer(status, Error(code)))).Of.ToString());

    [Theory]
    [InlineData("ModelAccountIpmRateLimitExceeded", true)]
    [InlineData("RateLimitExceeded.EndpointRPMExceeded", true)]
    [InlineData("RequestBurstTooFast", true)]
    [InlineData("ServerOverloaded", false)]
    [InlineData("InflightBatchsizeExceeded", false)]
    public void A_refusal_for_want_of_room_says_what_is_counted(string code, bool tooFast) =>
        Assert.Equal(tooFast, Assert.IsType<SubmitOutcome.Throttled>(Read(Answer(429, Error(code)))).TooFast);

    [Fact]
    public void The_account_that_must_act_is_named()
    {
        var refused = Assert.IsType<SubmitOutcome.Refused>(Read(Answer(429, Error("SetLimitExceeded"))));
        Assert.Contains("Whoever manages the account must raise it", refused.Error.Message, StringComparison.Ordinal);
        refused = Assert.IsType<SubmitOutcome.Refused>(Read(Answer(401, Error("AuthenticationError"))));
        Assert.Contains("ARK_API_KEY", refused.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_keep_the_place_they_have_in_the_answer()
    {
        var delivered = Delivered("""{"data":[{"url":"https://example.com/0","size":"1x1"},{"error":{"code":"OutputImageRiskDetection","message":"no"}},{"url":"https://example.com/2"}]}""");
        Assert.Equal([(0, "https://example.com/0"), (2, "https://example.com/2")], delivered.Pictures.Select(picture => (picture.Place!.Value, picture.Url!)));
        Assert.Equal("output_rejected", delivered.Error!.Code);
    }

    [Fact]
    public void The_last_failure_of_a_group_is_why_the_rest_is_missing()
    {
        var delivered = Delivered("""{"data":[{"error":{"code":"OutputImageRiskDetection","message":"no"}},{"url":"https://example.com/u"},{"error":{"code":"InternalServiceError","message":"x"}}]}""");
        Assert.Equal("provider_error", delivered.Error!.Code);
    }

    [Fact]
    public void Bytes_are_taken_where_there_is_no_link()
    {
        var picture = Assert.Single(Delivered("""{"data":[{"b64_json":"/9j/AQID"}]}""").Pictures);
        Assert.Equal([0xff, 0xd8, 0xff, 1, 2, 3], picture.Bytes!);
        Assert.Null(picture.Url);
    }

    [Theory]
    [InlineData("""{"data":[],"error":{"code":"InternalServiceError","message":"x"}}""", "provider_error")]
    [InlineData("""{"error":{"code":"OutputImageSensitiveContentDetected","message":"x"}}""", "output_rejected")]
    [InlineData("""{"error":{"code":"ServerOverloaded","message":"x"}}""", "throttled")]
    [InlineData("""{"data":[]}""", null)]
    public void A_good_status_without_a_picture_is_an_end_and_never_tried_again(string body, string? code)
    {
        var delivered = Delivered(body);
        Assert.Empty(delivered.Pictures);
        Assert.Equal(code, delivered.Error?.Code);
    }

    [Fact]
    public void The_providers_words_are_cut() => Assert.True(
        Assert.IsType<SubmitOutcome.Refused>(Read(Answer(400, $$$"""{"error":{"code":"InvalidParameter","message":"{{{new string('x', 5_000)}}}"}}""")))
            .Error.Message.Length < 500);

    private static SubmitOutcome.Delivered Delivered(string body) => Assert.IsType<SubmitOutcome.Delivered>(Read(Answer(200, body)));

    private static SubmitOutcome Read(WireReply.Answer answer) => ArkAnswers.Read(answer, pictures: 3);

    private static WireReply.Answer Answer(int status, string body) => new(status, Encoding.UTF8.GetBytes(body));
}
