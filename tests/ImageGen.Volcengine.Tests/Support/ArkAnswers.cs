using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Apis.Ark;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>Reads an answer of Ark that came in one piece.</summary>
internal static class ArkAnswers
{
    public static SubmitOutcome Read(WireReply.Answer answer, int pictures) => ReadAll(answer, pictures).Outcome;

    /// <returns>What the answer means, and its pictures, whatever it means.</returns>
    public static (SubmitOutcome Outcome, IReadOnlyCollection<ProviderPicture> Pictures) ReadAll(WireReply.Answer answer, int pictures)
    {
        var result = new ArkResult(pictures);
        foreach (var item in ArkEvents.OfAsync(answer.Body).GetAwaiter().GetResult())
            result.Take(item);
        return (ArkReading.Of(answer, result), result.Pictures);
    }
}
