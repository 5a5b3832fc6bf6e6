using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Visual.Signing;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Visual;

/// <summary>Signed calls of the Visual API.</summary>
internal sealed class VisualClient : IDisposable
{
    private const string Version = "2022-08-31";
    private const int MaxSubmitAnswer = 1 << 20;
    private const int MaxResultAnswer = 64 << 20;

    private readonly OneShotHttp submits;
    private readonly OneShotHttp results;
    private readonly VolcengineOptions options;
    private readonly Uri endpoint;
    private readonly Secrets secrets;
    private readonly TimeProvider time;

    public VisualClient(IOptions<VolcengineOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        submits = new OneShotHttp(OneShotHttp.PaidIdle, time);
        results = new OneShotHttp(idle: TimeSpan.FromSeconds(30), time);
        endpoint = new Uri(this.options.Visual.Endpoint);
        secrets = this.options.Secrets();
    }

    public Task<WireReply> SubmitAsync(Credential credential, ProviderCall call, CancellationToken cancellationToken) => CallAsync(
        submits, "CVSync2AsyncSubmitTask", credential, new CallBody(call.Body, call.Attachments), options.Visual.SubmitTimeoutSeconds,
        MaxSubmitAnswer, call.Attachments.Dispose, cancellationToken);

    public Task<WireReply> GetResultAsync(Credential credential, string body, CancellationToken cancellationToken) => CallAsync(
        results, "CVSync2AsyncGetResult", credential, new CallBody(body, CallAttachments.None), options.Visual.ResultTimeoutSeconds,
        MaxResultAnswer, sent: null, cancellationToken);

    public void Dispose()
    {
        submits.Dispose();
        results.Dispose();
    }

    private async Task<WireReply> CallAsync(
        OneShotHttp http, string action, Credential credential, CallBody body, double seconds, int maxAnswer, Action? sent, CancellationToken cancellationToken)
    {
        using var request = Sign(action, credential, body.Hash());
        request.Content = new OneShotContent(body, sent);
        return await http.SendAsync(
            request,
            TimeSpan.FromSeconds(seconds),
            async (response, token) => await WireReply.Answer.ReadAsync(response, maxAnswer, secrets, token),
            cancellationToken);
    }

    private HttpRequestMessage Sign(string action, Credential credential, string hash)
    {
        var query = CanonicalQuery.Of([new("Action", action), new("Version", Version)]);
        var date = RequestSigner.Date(time.GetUtcNow());
        List<KeyValuePair<string, string>> headers =
            [new("Host", endpoint.Authority), new("X-Date", date), new("X-Content-Sha256", hash)];
        if (credential.SessionToken is { } token)
            headers.Add(new("X-Security-Token", token));
        var signed = new SignedRequest("POST", "/", query, date, hash, headers);

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/?" + query));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation(
            "Authorization", RequestSigner.Authorization(credential, new SigningScope(options.Region, "cv"), signed));
        return request;
    }
}
