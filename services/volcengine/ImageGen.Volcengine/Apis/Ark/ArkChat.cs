using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Settings;
using ImageGen.Volcengine.Wire;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>Puts one question to a chat model of the Ark API. It is billed by its length, to the first account that has a key.</summary>
internal sealed class ArkChat(IOptions<VolcengineOptions> options, WireHandler handler, TimeProvider time) : IDisposable
{
    private const long MaxAnswer = 1 << 20;
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly OneShotHttp http = new(handler, Idle, time);
    private readonly Secrets secrets = options.Value.Secrets();
    private readonly Uri address = options.Value.Ark.ChatAddress();
    private readonly string model = options.Value.Ark.ChatModel;
    private readonly string? key = options.Value.Pool().Select(account => account.ArkApiKey).FirstOrDefault(key => !string.IsNullOrEmpty(key));

    public bool IsOn { get; } = options.Value.HelpsWithPrompts;

    /// <param name="system">What the model is to do.</param>
    /// <param name="maxTokens">Of the answer.</param>
    /// <param name="longest">For the whole call.</param>
    public async Task<ChatOutcome> AskAsync(string system, string question, int maxTokens, TimeSpan longest, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(Message("system", system), Message("user", question)),
            ["max_tokens"] = maxTokens,
        };
        var reply = await http.SendAsync(
            () => Request(body.ToJsonString()),
            longest,
            async (response, token) =>
            {
                await using var answer = await AnswerStream.OpenAsync(response, MaxAnswer, token);
                return await AnswerBody.ReadAsync(response, answer, secrets, token);
            },
            cancellationToken);
        return reply switch
        {
            WireReply.Answer answer => Of(answer),
            WireReply.Lost lost => new ChatOutcome.Failed(lost.Reason),
            WireReply.NotSent notSent => new ChatOutcome.Failed(notSent.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(question)),
        };
    }

    public void Dispose() => http.Dispose();

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };

    private static ChatOutcome Of(WireReply.Answer answer) =>
        answer.Cut is { } cut ? new ChatOutcome.Failed(cut)
        : AnswerJson.First(answer.Body, document => Of(answer, document))
            ?? new ChatOutcome.Failed(AnswerText.NotTheProviders(answer.Status, said: null));

    private static ChatOutcome? Of(WireReply.Answer answer, JsonElement document)
    {
        if (ArkError.Of(document) is { } error)
        {
            var (_, ours) = ArkErrors.Of(answer, error);
            return new ChatOutcome.Refused(ours.Code, ours.ProviderCode ?? "");
        }

        if (answer.Status is < 200 or >= 300 || document.Member("choices") is not { ValueKind: JsonValueKind.Array } choices || choices.GetArrayLength() == 0)
            return null;
        var text = choices[0].Member("message")?.Member("content").AsText();
        var tokens = document.Member("usage")?.Member("totaltokens") is { ValueKind: JsonValueKind.Number } total && total.TryGetInt64(out var count) ? count : 0;
        return text is null ? null : new ChatOutcome.Answered(text, tokens);
    }

    private HttpRequestMessage Request(string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new OneShotContent(new CallBody(body, CallAttachments.None)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return request;
    }
}

/// <summary>What a question came to.</summary>
internal abstract record ChatOutcome
{
    private ChatOutcome()
    {
    }

    /// <param name="Tokens">What is billed, question and answer together; 0 where the provider does not say.</param>
    public sealed record Answered(string Text, long Tokens) : ChatOutcome;

    /// <param name="Code">Ours.</param>
    public sealed record Refused(string Code, string ProviderCode) : ChatOutcome;

    /// <summary>There is no answer, or none that can be read.</summary>
    public sealed record Failed(string Reason) : ChatOutcome;
}
