using ImageGen.Catalogue;
using ImageGen.Volcengine.Providers;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Visual;

/// <summary>What an answer about a task means. In doubt it is asked for again: asking is free, giving up loses a paid picture.</summary>
internal static class PollReading
{
    /// <param name="parse">Reads the body of an API that answers in another shape; null for the Visual API's own.</param>
    public static PollOutcome Of(WireReply reply, Func<ReadOnlyMemory<byte>, VisualEnvelope?>? parse = null) => reply switch
    {
        WireReply.NotSent notSent => new PollOutcome.Unavailable(notSent.Reason),
        WireReply.Lost lost => new PollOutcome.Unavailable(lost.Reason),
        WireReply.Answer answer => Of(answer, (parse ?? VisualEnvelope.Parse)(answer.Body)),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    private static PollOutcome Of(WireReply.Answer answer, VisualEnvelope? envelope)
    {
        if (envelope?.Code is null)
            return new PollOutcome.Unavailable($"The answer was HTTP {answer.Status} without a readable body.");
        if (envelope.IsSuccess)
            return OfStatus(envelope);
        if (envelope.TaskStatus is "not_found")
            return new PollOutcome.NotFound();
        if (envelope.TaskStatus is "expired")
            return new PollOutcome.Expired();

        var (kind, error) = VisualErrors.Of(answer, envelope);
        // "done" says that the task has ended, the code how. Moderation comes without a status.
        if (envelope.TaskStatus is "done"
            || (kind == ErrorKind.Refused && error.Code is not (ErrorCodes.InvalidRequest or ErrorCodes.InputImageRefused or ErrorCodes.Unknown)))
            return new PollOutcome.Failed(error);
        return kind is ErrorKind.Throttled or ErrorKind.NotAllowed or ErrorKind.NotPermitted || envelope.FromGateway
            ? new PollOutcome.Unavailable(
                $"The answer was {error.ProviderCode} (HTTP {answer.Status}). {error.Message}", Throttled: kind == ErrorKind.Throttled)
            : new PollOutcome.Faulted(error);
    }

    private static PollOutcome OfStatus(VisualEnvelope envelope) => envelope.TaskStatus switch
    {
        "in_queue" or "generating" => new PollOutcome.Pending(),
        "not_found" => new PollOutcome.NotFound(),
        "expired" => new PollOutcome.Expired(),
        // Not documented; what a task that it was asked to stop might say.
        "canceled" or "cancelled" => new PollOutcome.Expired(),
        "done" => new PollOutcome.Done(envelope.Pictures, envelope.RequestId),
        _ when envelope.Pictures.Count > 0 => new PollOutcome.Done(envelope.Pictures, envelope.RequestId),
        var other => new PollOutcome.Unavailable($"The task has a status that is not known here ({other ?? "none"})."),
    };
}
