using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>What an answer means. In doubt it is unknown: a person decides then, never a loop.</summary>
internal static class ArkReading
{
    /// <param name="result">What was read of the answer.</param>
    public static SubmitOutcome Of(WireReply reply, ArkResult result) => reply switch
    {
        WireReply.NotSent notSent => Unsent.Of(notSent),
        _ when result.Pictures.Count > 0 => OfPictures(reply, result),
        WireReply.Lost lost => new SubmitOutcome.Unknown(lost.Reason, RequestId: null),
        WireReply.Answer answer => OfAnswer(answer, result),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    /// <summary>Pictures are good news, whatever status they come with.</summary>
    private static SubmitOutcome OfPictures(WireReply reply, ArkResult result)
    {
        var answer = reply as WireReply.Answer;
        var requestId = result.Error?.RequestId ?? answer?.RequestId;
        // Where every place is settled, nothing was left to come when it broke.
        if (result.IsWhole)
            return Delivered(result, requestId);
        var why = (reply as WireReply.Lost)?.Reason ?? answer?.Cut
            ?? (result.HasUnreadable ? "The answer has something in the place of a picture that can not be read." : "The answer ended before it was complete.");
        return new SubmitOutcome.Unknown($"{why} {result.Pictures.Count} pictures had arrived.", requestId, answer is null ? null : AnswerText.Of(answer));
    }

    private static SubmitOutcome OfAnswer(WireReply.Answer answer, ArkResult result)
    {
        var error = result.Error;
        var requestId = error?.RequestId ?? answer.RequestId;
        var isSuccess = answer.Status is >= 200 and < 300;
        if (isSuccess && result is { HasBegun: true, IsWhole: true } && error is not { IsBare: true })
            return Delivered(result, requestId);
        if (answer.Cut is { } cut)
            return new SubmitOutcome.Unknown(cut, requestId, AnswerText.Of(answer));
        if (error?.IsTheProviders(answer.Status) == true && answer.Status >= 400)
            return OfRefusal(answer, error);
        return new SubmitOutcome.Unknown(Reason(answer, result), requestId, AnswerText.Of(answer));
    }

    private static string Reason(WireReply.Answer answer, ArkResult result) => answer.Status switch
    {
        >= 300 and < 400 => $"The answer was a redirect (HTTP {answer.Status}), which is not followed.",
        < 300 when result.HasUnreadable => $"The answer was HTTP {answer.Status} and has something in the place of a picture that can not be read.",
        < 300 when result.HasBegun && result.Error is null => "The answer ended before it was complete.",
        _ => AnswerText.NotTheProviders(answer.Status, result.Error?.Message),
    };

    private static SubmitOutcome.Delivered Delivered(ArkResult result, string? requestId) =>
        new([.. result.Pictures], requestId, result.Error is null ? null : ArkErrors.Of(result.Error, requestId));

    private static SubmitOutcome OfRefusal(WireReply.Answer answer, ArkError said)
    {
        var (kind, error) = ArkErrors.Of(answer, said);
        return kind switch
        {
            ErrorKind.Throttled => new SubmitOutcome.Throttled(error, TooFast: ArkErrors.CountsRequests(said.Code)),
            ErrorKind.Refused => new SubmitOutcome.Refused(error),
            ErrorKind.NotPermitted => new SubmitOutcome.Refused(error, RefusalOf.Model),
            ErrorKind.NotAllowed => new SubmitOutcome.Refused(error, RefusalOf.Account),
            ErrorKind.ServiceFailed => new SubmitOutcome.ProviderFailed(error),
            _ => new SubmitOutcome.Unknown(
                $"The answer was HTTP {answer.Status} ({error.ProviderCode}), from which nothing can be concluded.", error.ProviderRequestId, error.ProviderAnswer),
        };
    }
}
