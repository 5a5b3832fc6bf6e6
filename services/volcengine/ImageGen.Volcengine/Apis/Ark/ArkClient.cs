using System.Net.Http.Headers;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>The one call of the Ark image API: one request, which answers with the pictures, at once or one by one.</summary>
internal sealed class ArkClient(IOptions<VolcengineOptions> options, WireHandler handler, TimeProvider time) : IDisposable
{
    // Links are small; this is for answers that carry the bytes all the same.
    private const long MaxAnswer = 512L << 20;

    private readonly OneShotHttp http = new(handler, OneShotHttp.PaidIdle, time);
    private readonly Secrets secrets = options.Value.Secrets();
    private readonly Uri address = options.Value.Ark.Address();

    public async Task<SubmitOutcome> SubmitAsync(string key, ProviderCall call, ArkProgress progress, CancellationToken cancellationToken)
    {
        var result = new ArkResult(call.Pictures);
        var isStream = false;
        var reply = await http.SendAsync(
            () => Request(key, call, progress),
            call.Longest,
            async (response, token) =>
            {
                await using var answer = await AnswerStream.OpenAsync(response, MaxAnswer, token);
                isStream = answer.IsEvents && response.IsSuccessStatusCode;
                if (!isStream)
                    return await AnswerBody.ReadAsync(response, answer, secrets, token);
                await ArkStream.ReadAsync(answer.Stream, result, secrets, progress.Arrived, token);
                return (WireReply.Answer.Of(response, default), null);
            },
            cancellationToken);
        if (!isStream && reply is WireReply.Answer { Body: var body })
            (await ArkEvents.OfAsync(body)).ForEach(item => result.Take(item));
        return Told(ArkReading.Of(reply, result), isStream, result, progress);
    }

    public void Dispose() => http.Dispose();

    /// <summary>Pictures go by the outcome where it is whole, and one by one where it is not or they have already.</summary>
    private static SubmitOutcome Told(SubmitOutcome outcome, bool isStream, ArkResult result, ArkProgress progress)
    {
        if (isStream)
            return outcome is SubmitOutcome.Delivered delivered ? delivered with { Pictures = [] } : outcome;
        if (outcome is not SubmitOutcome.Delivered)
        {
            foreach (var picture in result.Pictures)
                progress.Arrived(picture);
        }

        return outcome;
    }

    private HttpRequestMessage Request(string key, ProviderCall call, ArkProgress progress)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.TryAddWithoutValidation("X-Client-Request-Id", call.SubmitId);
        request.Content = new OneShotContent(new CallBody(call.Body, call.Attachments), () =>
        {
            call.Attachments.Dispose();
            progress.Sent();
        });
        return request;
    }
}
