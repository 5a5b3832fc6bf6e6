using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary><c>POST /api/v3/chat/completions</c>: a chat model that makes what it is told richer in detail.</summary>
internal sealed class ChatEndpoint(ArkKeys keys, CallCounts counts, Moderation moderation, TimeProvider time)
{
    public const string Path = "/api/v3/chat/completions";

    /// <summary>The same for those who have bought a plan.</summary>
    public const string PlanPath = "/api/plan/v3/chat/completions";

    private const int MaxBody = 1 << 20;

    public async Task HandleAsync(HttpContext context)
    {
        var call = new ArkCall(context, time);
        try
        {
            counts.Add("chat/completions");
            var body = await RequestBody.ReadAsync(context, MaxBody)
                ?? throw new ArkException(new ArkError(413, "RequestEntityTooLarge", $"The body is larger than {MaxBody} bytes."));
            call.Account = keys.Verify(context.Request);
            await call.AnswerAsync(Answer(call, ChatOrder.Parse(body)));
        }
        catch (ArkException refusal)
        {
            await call.RefuseAsync(refusal.Error);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller hung up: there is nobody to answer.
        }
    }

    private ChatAnswer Answer(ArkCall call, ChatOrder order)
    {
        var risk = moderation.OfPrompt(order.Question);
        if (risk != PromptRisk.None)
            throw new ArkException(risk == PromptRisk.Copyright ? ArkError.InputTextCopyright : ArkError.InputTextSensitive);
        if (moderation.IsRiskyPicture(order.Question))
            throw new ArkException(ArkError.OutputTextSensitive);
        var text = Richer(order.Question);
        // A token is about a Chinese character, or a few Latin letters; here each letter is one.
        var isCut = text.Length > order.MaxTokens;
        var answer = isCut ? text[..order.MaxTokens] : text;
        var usage = new ChatUsage(order.Question.Length, answer.Length, order.Question.Length + answer.Length);
        return new ChatAnswer(
            call.RequestId, "chat.completion", call.Created, order.Model, [new ChatChoice(0, isCut ? "length" : "stop", new ChatMessage("assistant", answer))], usage);
    }

    private static string Richer(string question) => question.Trim() + (question.Any(letter => letter is >= '\u4e00' and <= '\u9fff')
        ? "，细节丰富，光线柔和，电影感构图"
        : ", rich in detail, soft light, cinematic composition");
}

/// <summary>What a chat model answers.</summary>
internal sealed record ChatAnswer(string Id, string Object, long Created, string Model, IReadOnlyList<ChatChoice> Choices, ChatUsage Usage);

internal sealed record ChatChoice(int Index, string FinishReason, ChatMessage Message);

internal sealed record ChatMessage(string Role, string Content);

/// <summary>What is billed.</summary>
internal sealed record ChatUsage(int PromptTokens, int CompletionTokens, int TotalTokens);
