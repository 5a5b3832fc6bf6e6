using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Gateway;

/// <summary>What an answer to a submission means. In doubt it is unknown: a person decides then, never a loop.</summary>
internal static class SubmitReading
{
    /// <param name="parse">Reads the body of an API that answers in another shape; null for the Visual API's own.</param>
    public static SubmitOutcome Of(WireReply reply, Func<ReadOnlyMemory<byte>, VisualEnvelope?>? parse = null) => reply switch
    {
        WireReply.NotSent notSent => Unsent.Of(notSent),
        WireReply.Lost lost => new SubmitOutcome.Unknown(lost.Reason, RequestId: null),
        WireReply.Answer answer => Of(answer, (parse ?? (body => VisualEnvelope.Parse(body)))(answer.Body)),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    private static SubmitOutcome Of(WireReply.Answer answer, VisualEnvelope? envelope)
    {
        var requestId = envelope?.RequestId ?? answer.RequestId;
        // Whatever else the answer says: a task id is a task, and perhaps a bill.
        if (envelope is { TaskId: { Length: > 0 } taskId })
            return new SubmitOutcome.Accepted(taskId, requestId);
        if (answer.Cut is { } cut)
            return new SubmitOutcome.Unknown(cut, requestId, AnswerText.Of(answer));
        if (envelope?.Code is null or VisualEnvelope.Success)
            return new SubmitOutcome.Unknown(Unreadable(answer.Status, envelope), requestId, AnswerText.Of(answer));

        var (kind, error) = VisualErrors.Of(answer, envelope);
        return kind switch
        {
            ErrorKind.Throttled => new SubmitOutcome.Throttled(error, TooFast: error.ProviderCode == VisualErrors.TooManyRequests),
            ErrorKind.Refused => new SubmitOutcome.Refused(error),
            ErrorKind.NotPermitted => new SubmitOutcome.Refused(error, RefusalOf.Model),
            ErrorKind.NotAllowed => new SubmitOutcome.Refused(error, RefusalOf.Account),
            ErrorKind.ServiceFailed => new SubmitOutcome.ProviderFailed(error),
            _ => new SubmitOutcome.Unknown(
                $"The answer was HTTP {answer.Status} ({error.ProviderCode}), from which nothing can be concluded.", requestId, error.ProviderAnswer),
        };
    }

    private static string Unreadable(int status, VisualEnvelope? envelope) => status switch
    {
        >= 300 and < 400 => $"The answer was a redirect (HTTP {status}), which is not followed.",
        _ when envelope is { IsSuccess: true } => $"The answer was HTTP {status}, but it has no task id.",
        _ => AnswerText.NotTheProviders(status, envelope?.Message),
    };
}
