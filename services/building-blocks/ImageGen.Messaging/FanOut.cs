namespace ImageGen.Messaging;

/// <summary>Names of the temporary queues, by which the policy for durable ones tells them apart.</summary>
internal static class FanOut
{
    private const string Marker = "instance-";

    public static string NewInstanceId() => Marker + Guid.NewGuid().ToString("N");

    public static bool IsFanOut(string queue) => queue.Contains(Marker, StringComparison.Ordinal);
}
