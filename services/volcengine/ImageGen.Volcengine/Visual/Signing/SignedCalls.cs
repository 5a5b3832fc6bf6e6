using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Visual.Signing;

/// <summary>
/// Signed calls of one service behind the provider's gateway: those that cost money, on connections of their own, and those that only
/// ask.
/// </summary>
internal sealed class SignedCalls(Uri endpoint, SigningScope scope, VolcengineOptions options, WireHandler handler, TimeProvider time) : IDisposable
{
    private const int MaxSubmitAnswer = 1 << 20;
    private const int MaxResultAnswer = 64 << 20;

    private readonly OneShotHttp submits = new(handler, OneShotHttp.PaidIdle, time);
    private readonly OneShotHttp results = new(handler, idle: TimeSpan.FromSeconds(30), time);
    private readonly Secrets secrets = options.Secrets();

    /// <param name="query">Action, Version and what else the service takes there.</param>
    public Task<WireReply> SubmitAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Credential credential, ProviderCall call, CancellationToken cancellationToken) =>
        SendAsync(
            submits, query, credential, new CallBody(call.Body, call.Attachments),
            options.Visual.SubmitTimeoutSeconds, MaxSubmitAnswer, call.Attachments.Dispose, cancellationToken);

    /// <param name="query">As above.</param>
    public Task<WireReply> AskAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Credential credential, string body, CancellationToken cancellationToken) =>
        SendAsync(
            results, query, credential, new CallBody(body, CallAttachments.None),
            options.Visual.ResultTimeoutSeconds, MaxResultAnswer, sent: null, cancellationToken);

    public void Dispose()
    {
        submits.Dispose();
        results.Dispose();
    }

    /// <param name="longest">Seconds, for the whole call.</param>
    /// <param name="maxAnswer">Bytes.</param>
    /// <param name="sent">Called when the whole request is out.</param>
    private async Task<WireReply> SendAsync(
        OneShotHttp http,
        IReadOnlyList<KeyValuePair<string, string>> query,
        Credential credential,
        CallBody body,
        double longest,
        int maxAnswer,
        Action? sent,
        CancellationToken cancellationToken)
    {
        using var request = Sign(query, credential, body.Hash());
        request.Content = new OneShotContent(body, sent);
        return await http.SendAsync(
            request,
            TimeSpan.FromSeconds(longest),
            async (response, token) => await WireReply.Answer.ReadAsync(response, maxAnswer, secrets, token),
            cancellationToken);
    }

    private HttpRequestMessage Sign(IReadOnlyList<KeyValuePair<string, string>> parameters, Credential credential, string hash)
    {
        var query = CanonicalQuery.Of(parameters);
        var date = RequestSigner.Date(time.GetUtcNow());
        List<KeyValuePair<string, string>> headers =
            [new("Host", endpoint.Authority), new("X-Date", date), new("X-Content-Sha256", hash)];
        if (credential.SessionToken is { } token)
            headers.Add(new("X-Security-Token", token));
        var signed = new SignedRequest("POST", "/", query, date, hash, headers);

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/?" + query));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", RequestSigner.Authorization(credential, scope, signed));
        return request;
    }
}
