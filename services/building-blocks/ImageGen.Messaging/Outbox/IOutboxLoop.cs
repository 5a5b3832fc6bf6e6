namespace ImageGen.Messaging.Outbox;

/// <summary>Runs the dispatcher of one kind of document.</summary>
internal interface IOutboxLoop
{
    /// <summary>Runs until <paramref name="stopping"/> and a little longer, to send what waits.</summary>
    Task RunAsync(CancellationToken stopping);
}
