using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Visual.Signing;

/// <summary>Signed calls of one service behind the provider's gateway.</summary>
internal sealed class SignedCalls(Uri endpoint, SigningScope scope, Secrets secrets, TimeProvider time)
{
    /// <param name="query">Action, Version and what else the service takes there.</param>
    /// <param name="longest">For the whole call.</param>
    /// <param name="maxAnswer">Bytes.</param>
    /// <param name="sent">Called when the whole request is out.</param>
    public async Task<WireReply> SendAsync(
        OneShotHttp http,
        IReadOnlyList<KeyValuePair<string, string>> query,
        Credential credential,
        CallBody body,
        TimeSpan longest,
        int maxAnswer,
        Action? sent,
        CancellationToken cancellationToken)
    {
        using var request = Sign(query, credential, body.Hash());
        request.Content = new OneShotContent(body, sent);
        return await http.SendAsync(
            request, longest, async (response, token) => await WireReply.Answer.ReadAsync(response, maxAnswer, secrets, token), cancellationToken);
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
