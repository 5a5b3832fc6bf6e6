using ImageGen.Volcengine.Apis.Gateway;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Visual;

/// <summary>Whether the service itself answered, whatever it said.</summary>
internal static class ProbeReading
{
    public static bool IsAlive(WireReply reply) => reply is WireReply.Answer answer
        && VisualEnvelope.Parse(answer.Body) is { Code: not null } envelope
        && (envelope.IsSuccess || VisualErrors.Of(answer, envelope).Kind is not (ErrorKind.Ambiguous or ErrorKind.ServiceFailed));
}
