namespace ImageGen.Loops.Tests.Support;

/// <summary>A loop that runs until it is told to stop.</summary>
internal sealed class Running : IDisposable
{
    private readonly CancellationTokenSource stopping = new();

    public Running(Loop loop) => Ended = Task.Run(() => loop.RunAsync(stopping.Token));

    public Task Ended { get; }

    public void Stop() => stopping.Cancel();

    public Task StopAsync()
    {
        Stop();
        return Ended;
    }

    public void Dispose() => stopping.Dispose();
}
