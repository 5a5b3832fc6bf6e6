using System.Text.Json;

namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>The body of a question to a chat model, read and found good.</summary>
/// <param name="Question">What the user says last.</param>
/// <param name="MaxTokens">Of the answer.</param>
internal sealed record ChatOrder(string Model, string Question, int MaxTokens)
{
    private const int MostMessages = 100;

    private static readonly string[] Models = ["doubao-seed-1-6-251015", "doubao-seed-1-6-flash-250828"];
    private static readonly HashSet<string> Fields = ["model", "messages", "max_tokens", "temperature", "top_p", "stream"];
    private static readonly HashSet<string> MessageFields = ["role", "content"];

    /// <exception cref="ArkException">The body is refused.</exception>
    public static ChatOrder Parse(ReadOnlyMemory<byte> body) => ArkFields.Parse(body, Read);

    private static ChatOrder Read(ArkFields fields)
    {
        var model = fields.RequiredText("model");
        if (!Models.Contains(model))
            throw new ArkException(ArkError.UnknownModel(model));
        fields.Only(Fields, model);
        if (fields.Flag("stream") == true)
            throw new ArkException(ArkError.Invalid("stream", "answers of this stand-in are not streamed"));
        CheckRange(fields, "temperature", 2);
        CheckRange(fields, "top_p", 1);
        return new ChatOrder(model, QuestionIn(fields, model), fields.Whole("max_tokens", 1, 32_768) ?? 4096);
    }

    private static string QuestionIn(ArkFields fields, string model)
    {
        if (fields.Find("messages") is not { } messages)
            throw new ArkException(ArkError.Missing("messages"));
        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() is 0 or > MostMessages)
            throw new ArkException(ArkError.Invalid("messages", $"an array of 1 to {MostMessages} messages is expected"));
        string? question = null;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind != JsonValueKind.Object)
                throw new ArkException(ArkError.Invalid("messages", "an array of objects is expected"));
            var told = new ArkFields(message, "messages.");
            told.Only(MessageFields, model);
            var role = told.Word("role", "system", "user", "assistant") ?? throw new ArkException(ArkError.Missing("messages.role"));
            var content = told.RequiredText("content");
            question = role == "user" ? content : question;
        }

        return question ?? throw new ArkException(ArkError.Invalid("messages", "a message of the user is expected"));
    }

    private static void CheckRange(ArkFields fields, string name, double most)
    {
        if (fields.Find(name) is { } value && !(value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= 0 && number <= most))
            throw new ArkException(ArkError.Invalid(name, FormattableString.Invariant($"a number from 0 to {most} is expected")));
    }
}
