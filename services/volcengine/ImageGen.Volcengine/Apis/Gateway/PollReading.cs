using ImageGen.Catalogue;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Gateway;

/// <summary>What an answer about a task means. In doubt it is asked for again: asking is free, giving up loses a paid picture.</summary>
internal static class PollReading
{
    /// <param name="parse">Reads the body of an API that answers in another shape; null for the Visual API's own.</param>
    public static PollOutcome Of(WireReply reply, Func<ReadOnlyMemory<byte>, VisualEnvelope?>? parse = null) => reply switch
    {
        WireReply.NotSent notSent => new PollOutcome.Unavailable(notSent.Reason),
        WireReply.Lost lost => new PollOutcome.Unavailable(lost.Reason),
        WireReply.Answer answer => Of(answer, (parse ?? (body => VisualEnvelope.Parse(body)))(answer.Body)),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    private static PollOutcome Of(WireReply.Answer answer, VisualEnvelope? envelope)
    {
        // Half an answer is asked for again, unless all pictures are in it.
        var missing = AnswerJson.MissingAtEnd(answer.Body);
        if ((answer.Cut is not null || missing.Length > 0) && (envelope is not { Pictures.Count: > 0 } || missing.Contains(']')))
            return new PollOutcome.Unavailable(answer.Cut ?? $"The answer (HTTP {answer.Status}) is not whole.");
        if (envelope is null || envelope is { Code: null, TaskStatus: null, Pictures.Count: 0 })
            return new PollOutcome.Unavailable($"The answer was HTTP {answer.Status} and not the provider's own.", Throttled: answer.Status == 429);
        if (envelope.Code is null or VisualEnvelope.Success)
            return OfStatus(envelope);

        var (kind, error) = VisualErrors.Of(answer, envelope);
        var isVerdict = kind == ErrorKind.Refused && error.Code is not (ErrorCodes.InvalidRequest or ErrorCodes.InputImageRefused or ErrorCodes.Unknown);
        if (envelope.Pictures.Count > 0 && !isVerdict)
            return new PollOutcome.Done(envelope.Pictures, envelope.RequestId);
        if (envelope.TaskStatus is "not_found")
            return new PollOutcome.NotFound();
        if (envelope.TaskStatus is "expired")
            return new PollOutcome.Expired();
        // "done" says that the task has ended, the code how. Moderation comes without a status.
        if (envelope.TaskStatus is "done" || isVerdict)
            return new PollOutcome.Failed(error);
        var reason = $"The answer was {error.ProviderCode} (HTTP {answer.Status}). {error.Message}";
        if (kind is ErrorKind.NotAllowed or ErrorKind.NotPermitted)
            return new PollOutcome.NotLetIn(reason, ByClock: error.Code == ErrorCodes.ClockOff);
        return kind is ErrorKind.Throttled || envelope.FromGateway
            ? new PollOutcome.Unavailable(reason, Throttled: kind == ErrorKind.Throttled)
            : new PollOutcome.Faulted(error);
    }

    private static PollOutcome OfStatus(VisualEnvelope envelope) => envelope.TaskStatus switch
    {
        // Whatever pictures these come with are not the result.
        "in_queue" or "generating" => new PollOutcome.Pending(),
        _ when envelope.Pictures.Count > 0 => new PollOutcome.Done(envelope.Pictures, envelope.RequestId),
        // The end of a task is the provider's to say, and only its code shows that it speaks.
        "not_found" when envelope.IsSuccess => new PollOutcome.NotFound(),
        "expired" when envelope.IsSuccess => new PollOutcome.Expired(),
        // Not documented; what a task that it was asked to stop might say.
        "canceled" or "cancelled" when envelope.IsSuccess => new PollOutcome.Expired(),
        "done" when envelope.Unreadable > 0 => new PollOutcome.Unavailable("The task is done, but what stands for its pictures is neither a link nor the bytes of a picture."),
        "done" => new PollOutcome.Done([], envelope.RequestId),
        var other => new PollOutcome.Unavailable($"The task has a status that is not known here ({other ?? "none"})."),
    };
}
