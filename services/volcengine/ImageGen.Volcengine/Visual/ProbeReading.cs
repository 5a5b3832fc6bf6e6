namespace ImageGen.Volcengine.Visual;

/// <summary>Whether the service itself answered, whatever it said.</summary>
internal static class ProbeReading
{
    public static bool IsAlive(VisualReply reply) => reply is VisualReply.Answer answer
        && VisualEnvelope.Parse(answer.Body) is { Code: not null } envelope
        && (envelope.IsSuccess || ErrorCodes.Of(answer.Status, envelope).Kind is not (ErrorKind.Ambiguous or ErrorKind.ServiceFailed));
}
