using ImageGen.Contracts;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Ark;

/// <summary>What an answer that came in one piece means. In doubt it is unknown: a person decides then, never a loop.</summary>
internal static class ArkReading
{
    public static SubmitOutcome Of(WireReply reply) => reply switch
    {
        WireReply.NotSent notSent => NotSent(notSent),
        WireReply.Lost lost => new SubmitOutcome.Unknown(lost.Reason, RequestId: null),
        WireReply.Answer { Status: >= 200 and < 300 } answer => OfSuccess(answer),
        WireReply.Answer { Status: >= 300 and < 400 } answer =>
            new SubmitOutcome.Unknown($"The answer was a redirect (HTTP {answer.Status}), which is not followed.", answer.RequestId, AnswerText.Of(answer)),
        WireReply.Answer answer => OfRefusal(answer, ArkAnswer.Parse(answer.Body)?.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    private static SubmitOutcome.NotSent NotSent(WireReply.NotSent reply) => new(
        new GenerationError
        {
            Code = "provider_unreachable",
            Message = reply.Reason + " Nothing was submitted.",
            Retryable = true,
        },
        reply.BodyLeft);

    private static SubmitOutcome OfSuccess(WireReply.Answer answer)
    {
        if (ArkAnswer.Parse(answer.Body) is not { } read)
            return new SubmitOutcome.Unknown($"The answer was HTTP {answer.Status}, but its body has neither pictures nor an error.", answer.RequestId, AnswerText.Of(answer));
        var pictures = read.Items.Index().Where(item => item.Item.Picture is not null)
            .Select(item => item.Item.Picture! with { Place = item.Index }).ToList();
        var error = read.Items.LastOrDefault(item => item.Error is not null)?.Error ?? read.Error;
        return new SubmitOutcome.Delivered(
            pictures, error?.RequestId ?? answer.RequestId, error is null ? null : ArkErrors.Of(error, answer.RequestId));
    }

    private static SubmitOutcome OfRefusal(WireReply.Answer answer, ArkError? said)
    {
        var (kind, error) = ArkErrors.Of(answer, said);
        return kind switch
        {
            ErrorKind.Throttled => new SubmitOutcome.Throttled(error, TooFast: ArkErrors.CountsRequests(error.ProviderCode!)),
            ErrorKind.Refused => new SubmitOutcome.Refused(error),
            ErrorKind.NotPermitted => new SubmitOutcome.Refused(error, RefusalOf.Model),
            ErrorKind.NotAllowed => new SubmitOutcome.Refused(error, RefusalOf.Account),
            ErrorKind.ServiceFailed => new SubmitOutcome.ProviderFailed(error),
            _ => new SubmitOutcome.Unknown(
                $"The answer was HTTP {answer.Status} ({error.ProviderCode}), from which nothing can be concluded.", error.ProviderRequestId, error.ProviderAnswer),
        };
    }
}
