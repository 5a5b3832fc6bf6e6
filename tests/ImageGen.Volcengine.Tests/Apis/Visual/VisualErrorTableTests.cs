using System.Globalization;
using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using static ImageGen.Volcengine.Tests.Support.Outcomes;

namespace ImageGen.Volcengine.Tests.Apis.Visual;

/// <summary>Every documented code of the service and of the gateway before it, over the wire: what may be done next, and who must act.</summary>
public class VisualErrorTableTests(SharedStandIn shared) : IClassFixture<SharedStandIn>
{
    public static TheoryData<string, int, string, string, string, bool, ErrorAct> Refusals { get; } = new()
    {
        { "envelope", 400, "50200", Refused, "invalid_request", false, ErrorAct.User },
        { "envelope", 400, "50201", Refused, "invalid_request", false, ErrorAct.User },
        { "envelope", 400, "50204", Refused, "invalid_request", false, ErrorAct.User },
        { "envelope", 400, "50205", Refused, "input_image_refused", false, ErrorAct.User },
        { "envelope", 400, "50206", Refused, "input_image_refused", false, ErrorAct.User },
        { "envelope", 400, "50207", Refused, "input_image_refused", false, ErrorAct.User },
        { "envelope", 400, "50213", Refused, "input_image_refused", false, ErrorAct.User },
        { "envelope", 400, "50215", Refused, "invalid_request", false, ErrorAct.User },
        { "envelope", 400, "50400", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { "envelope", 400, "50402", Refused, "provider_misconfigured", false, ErrorAct.Operator },
        { "envelope", 400, "50411", Refused, "input_image_rejected", false, ErrorAct.User },
        { "envelope", 400, "50412", Refused, "prompt_rejected", false, ErrorAct.User },
        { "envelope", 400, "50413", Refused, "prompt_rejected", false, ErrorAct.User },
        { "envelope", 429, "50429", Throttled, "throttled", true, ErrorAct.Nobody },
        { "envelope", 429, "50430", Throttled, "throttled", true, ErrorAct.Nobody },
        { "envelope", 500, "50500", ProviderFailed, "provider_error", true, ErrorAct.Nobody },
        { "envelope", 500, "50501", ProviderFailed, "provider_error", true, ErrorAct.Nobody },
        { "envelope", 400, "50511", Refused, "output_rejected", true, ErrorAct.User },
        { "envelope", 400, "50512", Refused, "output_blocked", false, ErrorAct.User },
        { "envelope", 400, "50516", Refused, "output_blocked", false, ErrorAct.User },
        { "envelope", 400, "50517", Refused, "output_blocked", false, ErrorAct.User },
        { "envelope", 400, "50518", Refused, "copyright", false, ErrorAct.User },
        { "envelope", 400, "50519", Refused, "copyright", true, ErrorAct.User },
        { "envelope", 400, "50520", Refused, "provider_error", true, ErrorAct.Nobody },
        { "envelope", 400, "50521", Refused, "provider_error", true, ErrorAct.Nobody },
        { "envelope", 400, "50522", Refused, "provider_error", true, ErrorAct.Nobody },
        { "envelope", 400, "60102", Refused, "unknown", false, ErrorAct.Operator },
        { "envelope", 400, "60208", Refused, "unknown", false, ErrorAct.Operator },
        { "envelope", 400, "59999", Refused, "unknown", false, ErrorAct.Operator },
        { "envelope", 429, "59998", Throttled, "throttled", true, ErrorAct.Nobody },
        { "envelope", 403, "59997", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { "gateway_error", 400, "MissingParameter", Refused, "provider_misconfigured", false, ErrorAct.Operator },
        { "gateway_error", 400, "MissingRequestInfo", Refused, "provider_misconfigured", false, ErrorAct.Operator },
        { "gateway_error", 404, "ServiceNotFound", Refused, "provider_misconfigured", false, ErrorAct.Operator },
        { "gateway_error", 404, "InvalidActionOrVersion", Refused, "provider_misconfigured", false, ErrorAct.Operator },
        { "gateway_error", 401, "MissingAuthenticationToken", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 401, "MissingSignature", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 401, "InvalidAccessKey", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 401, "SignatureDoesNotMatch", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 401, "CheckAuthenticationError", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 400, "InvalidAuthorization", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 400, "InvalidCredential", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 401, "InvalidSecretToken", Refused, "credentials_refused", false, ErrorAct.Operator },
        { "gateway_error", 400, "InvalidTimestamp", Refused, "clock_off", true, ErrorAct.Operator },
        { "gateway_error", 403, "InvalidTimestamp", Refused, "clock_off", true, ErrorAct.Operator },
        { "gateway_error", 403, "LackPolicy", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { "gateway_error", 403, "AccessDenied", Refused, "model_not_permitted", false, ErrorAct.Operator },
        { "gateway_error", 403, "AccountOverdueError", Refused, "account_overdue", true, ErrorAct.Operator },
        { "gateway_error", 429, "FlowLimitExceeded", Throttled, "throttled", true, ErrorAct.Nobody },
        { "gateway_error", 400, "SomethingOfTomorrow", Refused, "unknown", false, ErrorAct.Operator },
        { "gateway_error", 401, "SomethingOfTomorrow", Refused, "model_not_permitted", false, ErrorAct.Operator },
    };

    /// <summary>What failed between us and the service: it may have accepted, so a person decides.</summary>
    public static TheoryData<string, int, string> Ambiguities { get; } = new()
    {
        { "gateway_error", 500, "InternalError" },
        { "gateway_error", 502, "InternalServiceError" },
        { "gateway_error", 504, "InternalServiceTimeout" },
        { "gateway_error", 503, "ServiceUnavailableTemp" },
        { "gateway_error", 500, "SomethingOfTomorrow" },
        { "envelope", 500, "59999" },
        { "envelope", 408, "59999" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_says_what_happened_and_who_must_act(
        string kind, int http, string code, string outcome, string ours, bool retryable, ErrorAct act)
    {
        using var visual = await FaultyAsync(kind, http, code);
        var seen = await visual.SubmitAsync();

        AreAs(seen, outcome, ours, retryable, act);
        var error = ErrorOf(seen);
        Assert.Equal(code, error.ProviderCode);
        Assert.StartsWith($"HTTP {http}\n{{", error.ProviderAnswer, StringComparison.Ordinal);
        Assert.Contains(code, error.ProviderAnswer, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ambiguities))]
    public async Task A_failure_on_the_way_is_unknown_and_keeps_the_answer(string kind, int http, string code)
    {
        using var visual = await FaultyAsync(kind, http, code);
        var unknown = Assert.IsType<SubmitOutcome.Unknown>(await visual.SubmitAsync());
        Assert.Contains(code, unknown.Answer, StringComparison.Ordinal);
        Assert.NotEmpty(unknown.RequestId!);
    }

    private async Task<Visuals> FaultyAsync(string kind, int http, string code)
    {
        var number = int.TryParse(code, CultureInfo.InvariantCulture, out var parsed);
        await shared.Provider.FaultAsync(new { on = "submit", kind, http, code = number ? parsed : (object)code });
        return new Visuals(shared.Provider.Url, options =>
        {
            options.AccessKey = SimulatorCredentials.AccessKey;
            options.SecretKey = SimulatorCredentials.SecretKey;
        });
    }
}
