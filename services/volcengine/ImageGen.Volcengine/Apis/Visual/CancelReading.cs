using ImageGen.Catalogue;
using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Visual;

/// <summary>
/// What an answer to a cancel means. Only the provider's own yes or no ends the asking: who answers for it, or fails before it has looked,
/// has not passed the wish on.
/// </summary>
internal static class CancelReading
{
    public static CancelReply Of(WireReply reply)
    {
        if (reply is not WireReply.Answer answer)
            return CancelReply.None;
        if (VisualEnvelope.Parse(answer.Body) is not { Code: not null } envelope)
            return answer.Status == 429 ? CancelReply.Throttled : CancelReply.None;
        if (envelope.IsSuccess)
            return CancelReply.Taken;
        var (kind, error) = VisualErrors.Of(answer, envelope);
        return kind switch
        {
            ErrorKind.Throttled => CancelReply.Throttled,
            ErrorKind.ServiceFailed or ErrorKind.Ambiguous => CancelReply.None,
            // Keys, debts and clocks are mended while the task runs; an action that is not known is not.
            ErrorKind.NotAllowed when error.Code != ErrorCodes.ProviderMisconfigured => CancelReply.None,
            _ => CancelReply.Refused,
        };
    }
}
