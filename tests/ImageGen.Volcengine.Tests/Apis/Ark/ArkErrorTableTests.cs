using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using static ImageGen.Volcengine.Tests.Support.Outcomes;

namespace ImageGen.Volcengine.Tests.Apis.Ark;

/// <summary>Every documented code over the wire: what may be done next, and who must act. The HTTP status first, the beginning of the code second.</summary>
public class ArkErrorTableTests(SharedStandIn shared) : IClassFixture<SharedStandIn>
{
    public static TheoryData<int, string, string, string, bool, ErrorAct> Rows { get; } = new()
    {
        { 400, "MissingParameter", Refused, "invalid_request", false, ErrorAct.User },
        { 400, "MissingParameter.prompt", Refused, "invalid_request", false, ErrorAct.User },
        { 400, "InvalidParameter", Refused, "invalid_request", false, ErrorAct.User },
        { 400, "InvalidParameter.size", Refused, "invalid_request", false, ErrorAct.User },
        { 400, "InvalidParameter.UnsupportedParameter", Refused, "invalid_request", false, ErrorAct.User },
        { 400, "InvalidParameter.TosURLInvalid", Refused, "input_image_refused", false, ErrorAct.User },
        { 400, "InvalidImageURL.EmptyURL", Refused, "input_image_refused", false, ErrorAct.User },
        { 400, "InvalidImageURL.InvalidFormat", Refused, "input_image_refused", false, ErrorAct.User },
        { 400, "InvalidEndpoint.ClosedEndpoint", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 400, "InvalidSubscription", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 400, "SensitiveContentDetected", Refused, "prompt_rejected", false, ErrorAct.User },
        { 400, "SensitiveContentDetected.SevereViolation", Refused, "prompt_rejected", false, ErrorAct.User },
        { 400, "SensitiveContentDetected.Violence", Refused, "prompt_rejected", false, ErrorAct.User },
        { 400, "InputTextSensitiveContentDetected", Refused, "prompt_rejected", false, ErrorAct.User },
        { 400, "InputTextRiskDetection", Refused, "prompt_rejected", false, ErrorAct.User },
        { 400, "InputTextSomethingOfTomorrow", Refused, "prompt_rejected", false, ErrorAct.User },
        { 400, "InputTextSensitiveContentDetected.PolicyViolation", Refused, "copyright", false, ErrorAct.User },
        { 400, "InputImageSensitiveContentDetected", Refused, "input_image_rejected", false, ErrorAct.User },
        { 400, "InputImageSensitiveContentDetected.PrivacyInformation", Refused, "input_image_rejected", false, ErrorAct.User },
        { 400, "InputImageSensitiveContentDetected.DeepFake", Refused, "input_image_rejected", false, ErrorAct.User },
        { 400, "InputImageRiskDetection", Refused, "input_image_rejected", false, ErrorAct.User },
        { 400, "InputImageSensitiveContentDetected.PolicyViolation", Refused, "copyright", false, ErrorAct.User },
        { 400, "OutputTextSensitiveContentDetected", Refused, "output_rejected", true, ErrorAct.User },
        { 400, "OutputTextRiskDetection", Refused, "output_rejected", true, ErrorAct.User },
        { 400, "OutputImageSensitiveContentDetected", Refused, "output_rejected", true, ErrorAct.User },
        { 400, "OutputImageSensitiveContentDetected.DeepFake", Refused, "output_rejected", true, ErrorAct.User },
        { 400, "OutputImageRiskDetection", Refused, "output_rejected", true, ErrorAct.User },
        { 400, "OutputImageSensitiveContentDetected.PolicyViolation", Refused, "copyright", true, ErrorAct.User },
        { 400, "ContentSecurityDetectionError", Refused, "provider_error", true, ErrorAct.Nobody },
        { 400, "BadRequest", Refused, "unknown", false, ErrorAct.Operator },
        { 400, "QuotaExceeded", Refused, "unknown", false, ErrorAct.Operator },
        { 401, "AuthenticationError", Refused, "credentials_refused", false, ErrorAct.Operator },
        { 401, "InvalidAccountStatus", Refused, "credentials_refused", false, ErrorAct.Operator },
        { 401, "SomethingOfTomorrow", Refused, "credentials_refused", false, ErrorAct.Operator },
        { 403, "AccountOverdueError", Refused, "account_overdue", true, ErrorAct.Operator },
        { 403, "OperationDenied.ServiceOverdue", Refused, "account_overdue", true, ErrorAct.Operator },
        { 403, "AccessDenied", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 403, "OperationDenied.ServiceNotOpen", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 403, "SomethingOfTomorrow", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 404, "InvalidEndpointOrModel.NotFound", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 404, "ModelNotOpen", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 404, "InvalidEndpointOrModel.ModelIDAccessDisabled", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 404, "UnsupportedModel", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { 413, "RequestEntityTooLarge", Refused, "unknown", false, ErrorAct.Operator },
        { 429, "ModelAccountIpmRateLimitExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "ModelAccountRpmRateLimitExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "ModelAccountTpmRateLimitExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "APIAccountRpmRateLimitExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "RateLimitExceeded.EndpointRPMExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "RateLimitExceeded.EndpointTPMExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "AccountRateLimitExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "ServerOverloaded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "RequestBurstTooFast", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "InflightBatchsizeExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "SomethingOfTomorrow", Throttled, "throttled", true, ErrorAct.Nobody },
        { 429, "QuotaExceeded", Refused, "quota_exceeded", true, ErrorAct.Operator },
        { 429, "SetLimitExceeded", Refused, "quota_exceeded", true, ErrorAct.Operator },
        { 500, "InternalServiceError", ProviderFailed, "provider_error", true, ErrorAct.Nobody },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_refusal_says_what_happened_and_who_must_act(int http, string code, string outcome, string ours, bool retryable, ErrorAct act)
    {
        var seen = await FaultyAsync(http, code);

        AreAs(seen, outcome, ours, retryable, act);
        var error = ErrorOf(seen);
        Assert.Equal(code, error.ProviderCode);
        Assert.StartsWith($"HTTP {http}\n{{", error.ProviderAnswer, StringComparison.Ordinal);
        Assert.Contains($"\"{code}\"", error.ProviderAnswer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(500, "SomethingOfTomorrow")]
    [InlineData(502, "InternalServiceError")]
    [InlineData(503, "ServerOverloaded")]
    [InlineData(408, "RequestTimeout")]
    public async Task A_failure_on_the_way_is_unknown_and_keeps_the_answer(int http, string code) =>
        Assert.Contains(code, Assert.IsType<SubmitOutcome.Unknown>(await FaultyAsync(http, code)).Answer, StringComparison.Ordinal);

    private async Task<SubmitOutcome> FaultyAsync(int http, string code)
    {
        await shared.Provider.FaultAsync(new { on = "generate", kind = "envelope", http, code });
        await using var ark = new Arks(shared.Provider.Url, SimulatorCredentials.ArkApiKey);
        return await ark.SubmitAsync(Arks.Request());
    }
}
