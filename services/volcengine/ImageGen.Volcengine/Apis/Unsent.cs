using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis;

internal static class Unsent
{
    /// <summary>What never was at the provider as a whole costs nothing and may go out again.</summary>
    public static SubmitOutcome.NotSent Of(WireReply.NotSent reply) => new(
        new GenerationError
        {
            Code = ErrorCodes.ProviderUnreachable,
            Message = reply.Reason + " Nothing was submitted.",
            Retryable = true,
        },
        reply.BodyLeft);
}
