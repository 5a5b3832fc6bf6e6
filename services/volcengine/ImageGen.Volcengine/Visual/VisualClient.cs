using System.Diagnostics;
using System.Net;
using System.Text;
using ImageGen.Volcengine.Visual.Signing;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Visual;

/// <summary>
/// Signed calls of the Visual API. One call is at most one request: nothing here or below repeats, redirects or hedges, and
/// the answer tells "nothing was sent" from "nobody knows".
/// </summary>
internal sealed class VisualClient : IDisposable
{
    private const string Version = "2022-08-31";
    private const int MaxSubmitAnswer = 1 << 20;
    private const int MaxResultAnswer = 64 << 20;

    // A connection of the pool that the provider has just dropped would turn a submission into an unknown one: none idles for long.
    private readonly HttpMessageInvoker submits = Create(idle: TimeSpan.FromSeconds(2));
    private readonly HttpMessageInvoker results = Create(idle: TimeSpan.FromSeconds(30));
    private readonly VolcengineOptions options;
    private readonly Uri endpoint;
    private readonly TimeProvider time;

    public VisualClient(IOptions<VolcengineOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        endpoint = new Uri(this.options.Visual.Endpoint);
    }

    public Task<VisualReply> SubmitAsync(Credential credential, string body, CancellationToken cancellationToken) =>
        CallAsync(
            submits, "CVSync2AsyncSubmitTask", credential, body, options.Visual.SubmitTimeoutSeconds, MaxSubmitAnswer, cancellationToken);

    public Task<VisualReply> GetResultAsync(Credential credential, string body, CancellationToken cancellationToken) =>
        CallAsync(
            results, "CVSync2AsyncGetResult", credential, body, options.Visual.ResultTimeoutSeconds, MaxResultAnswer, cancellationToken);

    public void Dispose()
    {
        submits.Dispose();
        results.Dispose();
    }

    private async Task<VisualReply> CallAsync(
        HttpMessageInvoker http, string action, Credential credential, string text, double seconds, int maxAnswer, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes(text);
        using var content = new OneShotContent(body);
        using var request = Sign(action, credential, body, content);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return new VisualReply.Answer(
                (int)response.StatusCode,
                await ReadAsync(response.Content, maxAnswer, either.Token),
                response.Headers.Date?.ToString("r"),
                response.Headers.TryGetValues("X-Tt-Logid", out var ids) ? ids.First() : null);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException or InvalidDataException)
        {
            var reason = Reason(error, timeout.IsCancellationRequested, seconds);
            return content.WasWritten
                ? new VisualReply.Lost($"The request went out, but no whole answer came: {reason}.")
                : new VisualReply.NotSent($"{endpoint.Authority} could not be reached: {reason}.");
        }
    }

    private HttpRequestMessage Sign(string action, Credential credential, byte[] body, HttpContent content)
    {
        var query = CanonicalQuery.Of([new("Action", action), new("Version", Version)]);
        var date = RequestSigner.Date(time.GetUtcNow());
        var hash = RequestSigner.Hash(body);
        List<KeyValuePair<string, string>> headers =
            [new("Host", endpoint.Authority), new("X-Date", date), new("X-Content-Sha256", hash)];
        if (credential.SessionToken is { } token)
            headers.Add(new("X-Security-Token", token));
        var signed = new SignedRequest("POST", "/", query, date, hash, headers);

        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "/?" + query))
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.TryAddWithoutValidation(
            "Authorization", RequestSigner.Authorization(credential, new SigningScope(options.Region, "cv"), signed));
        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, int max, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > max)
            throw new InvalidDataException("the answer is too large");
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        using var buffer = new MemoryStream((int)(content.Headers.ContentLength ?? 0));
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            buffer.Write(chunk, 0, read);
            if (buffer.Length > max)
                throw new InvalidDataException("the answer is too large");
        }

        return buffer.ToArray();
    }

    /// <summary>Without addresses or headers: it ends up in documents that people read.</summary>
    private static string Reason(Exception error, bool timedOut, double seconds) => error switch
    {
        _ when timedOut => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"time-out after {seconds:0.##} s"),
        HttpRequestException http => http.HttpRequestError.ToString(),
        OperationCanceledException { InnerException: TimeoutException } => "no connection in time",
        OperationCanceledException => "the worker was stopped",
        InvalidDataException => error.Message,
        _ => "the connection broke",
    };

    private static HttpMessageInvoker Create(TimeSpan idle) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(8),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = idle,
        // Ids of our traces are not for strangers.
        ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
    });
}
