
namespace ImageGen.Volcengine.Wire.Signing;

/// <summary>
/// Signed calls of one service behind the provider's gateway: those that cost money, on connections of their own, and those that only
/// ask.
/// </summary>
internal sealed class SignedCalls(SignedService service, Secrets secrets, WireHandler handler, TimeProvider time) : IDisposable
{
    private const long MaxSubmitAnswer = 1 << 20;

    // With links an answer is short. With bytes this is several pictures; where it is not enough, links are asked for.
    private const long MaxResultAnswer = 256 << 20;

    private const long Large = 8 << 20;

    /// <summary>So many answers with bytes are read at a time: all that are asked for would fill the memory.</summary>
    private static readonly SemaphoreSlim LargeAnswers = new(2);

    private readonly OneShotHttp submits = new(handler, OneShotHttp.PaidIdle, time);
    private readonly OneShotHttp results = new(handler, idle: TimeSpan.FromSeconds(30), time);

    /// <param name="query">Action, Version and what else the service takes in the query.</param>
    public Task<WireReply> SubmitAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, KeyPair keys, string body, CallAttachments attachments, CancellationToken cancellationToken) => submits.SendAsync(
            () => Sign(query, keys, new CallBody(body, attachments), attachments.Dispose),
            service.SubmitTimeout,
            (response, token) => ReadAsync(response, MaxSubmitAnswer, token),
            cancellationToken);

    /// <param name="query">Action, Version and what else the service takes in the query.</param>
    public Task<WireReply> AskAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, KeyPair keys, string body, CancellationToken cancellationToken) => results.SendAsync(
            () => Sign(query, keys, new CallBody(body, CallAttachments.None), sent: null),
            service.AskTimeout,
            ReadResultAsync,
            cancellationToken);

    public void Dispose()
    {
        submits.Dispose();
        results.Dispose();
    }

    private async Task<(WireReply.Answer Answer, Exception? Broken)> ReadResultAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // Not begun where it would not be read to its end.
        if (response.Content.Headers.ContentLength > MaxResultAnswer)
            return (WireReply.Answer.Of(response, default), new InvalidDataException("the answer is too large"));
        if ((response.Content.Headers.ContentLength ?? (service.Links ? 0 : long.MaxValue)) < Large)
            return await ReadAsync(response, MaxResultAnswer, cancellationToken);
        await LargeAnswers.WaitAsync(cancellationToken);
        try
        {
            return await ReadAsync(response, MaxResultAnswer, cancellationToken);
        }
        finally
        {
            LargeAnswers.Release();
        }
    }

    private async Task<(WireReply.Answer Answer, Exception? Broken)> ReadAsync(HttpResponseMessage response, long maxBytes, CancellationToken cancellationToken)
    {
        await using var answer = await AnswerStream.OpenAsync(response, maxBytes, cancellationToken);
        return await AnswerBody.ReadAsync(response, answer, secrets, cancellationToken);
    }

    /// <param name="sent">Called when the whole request is out.</param>
    private HttpRequestMessage Sign(IReadOnlyList<KeyValuePair<string, string>> parameters, KeyPair keys, CallBody body, Action? sent)
    {
        var hash = body.Hash();
        var query = CanonicalQuery.Of(parameters);
        var date = RequestSigner.Date(time.GetUtcNow());
        List<KeyValuePair<string, string>> headers =
            [new("Host", service.Endpoint.Authority), new("X-Date", date), new("X-Content-Sha256", hash)];
        if (keys.SessionToken is { } token)
            headers.Add(new("X-Security-Token", token));
        var signed = new SignedRequest("POST", "/", query, date, hash, headers);

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(service.Endpoint, "/?" + query)) { Content = new OneShotContent(body, sent) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation("Authorization", RequestSigner.Authorization(keys, service.Scope, signed));
        return request;
    }
}
