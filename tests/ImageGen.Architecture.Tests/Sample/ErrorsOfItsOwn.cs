using ImageGen.Contracts;

namespace ImageGen.Architecture.Tests.Sample;

/// <summary>Breaks the rule that errors have codes of the catalogue, in each way that code can.</summary>
internal static class ErrorsOfItsOwn
{
    public static GenerationError Assigned(string why) => new() { Code = "assigned", Message = why, Retryable = why.Length > 0 };

    public static GenerationError HandedOver(string why) => Make(why, "handed_over", why.Length);

    public static GenerationError Chosen(bool first) => Make("", first ? "chosen" : "or_not", 0);

    private static GenerationError Make(string why, string code, int times) => new() { Code = code, Message = $"{why} {times}" };
}
