using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Support;

internal static class WireCalls
{
    /// <summary>One call with a body, whose answer is short.</summary>
    public static Task<WireReply> PostAsync(this OneShotHttp http, string address, string body, CallAttachments attachments, TimeSpan longest) => http.SendAsync(
        () => new HttpRequestMessage(HttpMethod.Post, address) { Content = new OneShotContent(new CallBody(body, attachments)) },
        longest,
        async (response, token) =>
        {
            await using var answer = await AnswerStream.OpenAsync(response, maxBytes: 1 << 20, token);
            return await AnswerBody.ReadAsync(response, answer, new Secrets(), token);
        },
        TestContext.Current.CancellationToken);
}
