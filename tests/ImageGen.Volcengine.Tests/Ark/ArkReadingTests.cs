using System.Text;
using ImageGen.Volcengine.Ark;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;
using static ImageGen.Volcengine.Tests.Ark.ArkWire;

namespace ImageGen.Volcengine.Tests.Ark;

/// <summary>The table of answers, row by row: the HTTP status first, the beginning of the code second.</summary>
public class ArkReadingTests
{
    private const string Throttled = nameof(SubmitOutcome.Throttled);
    private const string Refused = nameof(SubmitOutcome.Refused);
    private const string ProviderFailed = nameof(SubmitOutcome.ProviderFailed);

    public static TheoryData<int, string, string, string, bool> Rows { get; } = new()
    {
        { 400, "MissingParameter.prompt", Refused, "invalid_request", false },
        { 400, "InvalidParameter", Refused, "invalid_request", false },
        { 400, "InvalidParameter.UnsupportedParameter", Refused, "invalid_request", false },
        { 400, "InvalidImageURL.InvalidFormat", Refused, "invalid_request", false },
        { 400, "InvalidEndpoint.ClosedEndpoint", Refused, "invalid_request", false },
        { 400, "SensitiveContentDetected.Violence", Refused, "prompt_rejected", false },
        { 400, "InputTextSensitiveContentDetected", Refused, "prompt_rejected", false },
        { 400, "InputTextSensitiveContentDetected.PolicyViolation", Refused, "copyright", false },
        { 400, "InputTextRiskDetection", Refused, "prompt_rejected", false },
        { 400, "InputTextSomethingOfTomorrow", Refused, "prompt_rejected", false },
        { 400, "InputImageSensitiveContentDetected.PrivacyInformation", Refused, "input_image_rejected", false },
        { 400, "InputImageSensitiveContentDetected.PolicyViolation", Refused, "copyright", false },
        { 400, "OutputImageSensitiveContentDetected", Refused, "output_rejected", true },
        { 400, "OutputImageSensitiveContentDetected.DeepFake", Refused, "output_rejected", true },
        { 400, "OutputImageSensitiveContentDetected.PolicyViolation", Refused, "copyright", true },
        { 400, "OutputTextSensitiveContentDetected", Refused, "output_rejected", true },
        { 400, "ContentSecurityDetectionError", Refused, "provider_error", true },
        { 400, "BadRequest", Refused, "unknown", false },
        { 400, "QuotaExceeded", Refused, "unknown", false },
        { 401, "AuthenticationError", Refused, "credentials_refused", false },
        { 401, "InvalidAccountStatus", Refused, "credentials_refused", false },
        { 403, "AccountOverdueError", Refused, "account_overdue", true },
        { 403, "OperationDenied.ServiceOverdue", Refused, "account_overdue", true },
        { 403, "OperationDenied.ServiceNotOpen", Refused, "credentials_refused", false },
        { 403, "AccessDenied", Refused, "credentials_refused", false },
        { 404, "InvalidEndpointOrModel.NotFound", Refused, "credentials_refused", false },
        { 404, "ModelNotOpen", Refused, "credentials_refused", false },
        { 413, "RequestEntityTooLarge", Refused, "unknown", false },
        { 429, "ModelAccountIpmRateLimitExceeded", Throttled, "throttled", true },
        { 429, "AccountRateLimitExceeded", Throttled, "throttled", true },
        { 429, "RateLimitExceeded.EndpointRPMExceeded", Throttled, "throttled", true },
        { 429, "ServerOverloaded", Throttled, "throttled", true },
        { 429, "RequestBurstTooFast", Throttled, "throttled", true },
        { 429, "InflightBatchsizeExceeded", Throttled, "throttled", true },
        { 429, "SomethingOfTomorrow", Throttled, "throttled", true },
        { 429, "QuotaExceeded", Refused, "quota_exceeded", true },
        { 429, "SetLimitExceeded", Refused, "quota_exceeded", true },
        { 500, "InternalServiceError", ProviderFailed, "provider_error", true },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_refusal_says_what_happened(int status, string code, string outcome, string ours, bool retryable)
    {
        var read = ArkReading.Of(Answer(status, Error(code)));
        var error = read switch
        {
            SubmitOutcome.Throttled throttled => throttled.Error,
            SubmitOutcome.Refused refused => refused.Error,
            SubmitOutcome.ProviderFailed failed => failed.Error,
            _ => throw new InvalidOperationException($"It is {read}."),
        };
        Assert.Equal((outcome, ours, retryable), (read.GetType().Name, error.Code, error.Retryable));
        Assert.Equal((code, "r7"), (error.ProviderCode, error.ProviderRequestId));
    }

    [Theory]
    [InlineData(400, Refused)]
    [InlineData(401, Refused)]
    [InlineData(429, Throttled)]
    public void A_refusal_without_a_readable_body_goes_by_its_status(int status, string outcome) =>
        Assert.Equal(outcome, ArkReading.Of(Answer(status, "<html>")).GetType().Name);

    [Theory]
    [InlineData(400, "InvalidParameter", nameof(RefusalOf.Request))]
    [InlineData(400, "InputTextSensitiveContentDetected", nameof(RefusalOf.Request))]
    [InlineData(401, "AuthenticationError", nameof(RefusalOf.Account))]
    [InlineData(403, "AccountOverdueError", nameof(RefusalOf.Account))]
    [InlineData(404, "ModelNotOpen", nameof(RefusalOf.Model))]
    [InlineData(429, "SetLimitExceeded", nameof(RefusalOf.Model))]
    public void Another_account_may_be_told_otherwise_where_the_request_is_not_at_fault(int status, string code, string of) =>
        Assert.Equal(of, Assert.IsType<SubmitOutcome.Refused>(ArkReading.Of(Answer(status, Error(code)))).Of.ToString());

    [Theory]
    [InlineData("ModelAccountIpmRateLimitExceeded", true)]
    [InlineData("RateLimitExceeded.EndpointRPMExceeded", true)]
    [InlineData("RequestBurstTooFast", true)]
    [InlineData("ServerOverloaded", false)]
    [InlineData("InflightBatchsizeExceeded", false)]
    public void A_refusal_for_want_of_room_says_what_is_counted(string code, bool tooFast) =>
        Assert.Equal(tooFast, Assert.IsType<SubmitOutcome.Throttled>(ArkReading.Of(Answer(429, Error(code)))).TooFast);

    [Fact]
    public void The_account_that_must_act_is_named()
    {
        var refused = Assert.IsType<SubmitOutcome.Refused>(ArkReading.Of(Answer(429, Error("SetLimitExceeded"))));
        Assert.Contains("Whoever manages the account must raise it", refused.Error.Message, StringComparison.Ordinal);
        refused = Assert.IsType<SubmitOutcome.Refused>(ArkReading.Of(Answer(401, Error("AuthenticationError"))));
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
        var delivered = Delivered("""{"data":[{"error":{"code":"OutputImageRiskDetection","message":"no"}},{"url":"u"},{"error":{"code":"InternalServiceError","message":"x"}}]}""");
        Assert.Equal("provider_error", delivered.Error!.Code);
    }

    [Fact]
    public void Bytes_are_taken_where_there_is_no_link()
    {
        var picture = Assert.Single(Delivered("""{"data":[{"b64_json":"AQID"}]}""").Pictures);
        Assert.Equal([1, 2, 3], picture.Bytes!);
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
        Assert.IsType<SubmitOutcome.Refused>(ArkReading.Of(Answer(400, $$$"""{"error":{"code":"InvalidParameter","message":"{{{new string('x', 5_000)}}}"}}""")))
            .Error.Message.Length < 500);

    private static SubmitOutcome.Delivered Delivered(string body) => Assert.IsType<SubmitOutcome.Delivered>(ArkReading.Of(Answer(200, body)));

    private static WireReply.Answer Answer(int status, string body) => new(status, Encoding.UTF8.GetBytes(body));
}
