namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>Everything of a life runs on the thread that runs the life; what is posted runs before the next turn.</summary>
internal sealed class SingleThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> posted = [];

    public override void Post(SendOrPostCallback d, object? state) => posted.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public void Pump()
    {
        while (posted.TryDequeue(out var work))
            work.Callback(work.State);
    }
}
