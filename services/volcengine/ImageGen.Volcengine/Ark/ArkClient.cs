using System.Net.Http.Headers;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Ark;

/// <summary>The one call of the Ark image API: one request, which answers with the pictures, at once or one by one.</summary>
internal sealed class ArkClient(IOptions<VolcengineOptions> options, WireHandler handler, TimeProvider time) : IDisposable
{
    private const string Path = "/api/v3/images/generations";
    private const int MaxAnswer = 256 << 20;

    private readonly OneShotHttp http = new(handler, OneShotHttp.PaidIdle, time);
    private readonly Secrets secrets = options.Value.Secrets();
    private readonly Uri address = new(new Uri(options.Value.Ark.Endpoint), Path);

    public async Task<SubmitOutcome> SubmitAsync(string key, ProviderCall call, ArkProgress progress, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (call.SubmitId is { } id)
            request.Headers.TryAddWithoutValidation("X-Client-Request-Id", id);
        request.Content = new OneShotContent(new CallBody(call.Body, call.Attachments), () =>
        {
            call.Attachments.Dispose();
            progress.Sent();
        });

        var stream = new ArkStream(call.Pictures, progress.Arrived);
        var reply = await http.SendAsync(
            request,
            call.Longest,
            async (response, token) => ArkStream.Is(response)
                ? await stream.ReadAsync(response, token)
                : await WireReply.Answer.ReadAsync(response, MaxAnswer, secrets, token),
            cancellationToken);
        return stream.Begun ? stream.Outcome(reply) : ArkReading.Of(reply);
    }

    public void Dispose() => http.Dispose();
}
