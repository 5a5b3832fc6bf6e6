namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Ends a call with the service's shape of an error.</summary>
internal sealed class EnvelopeException(int code, string message) : Exception(message)
{
    public int Code => code;

    /// <summary>The task's state where the error belongs to a finished task, else null.</summary>
    public string? TaskStatus { get; init; }
}
