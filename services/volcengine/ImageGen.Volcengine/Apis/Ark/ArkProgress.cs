using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Apis.Ark;

/// <summary>
/// Tells on what a call shows before its end: in order, and beside the reading, because a slow database must not let a stream run
/// into its time-out.
/// </summary>
internal sealed class ArkProgress(ISubmitProgress progress, TimeProvider time) : IAsyncDisposable
{
    /// <summary>A refusal comes at once; a call that is unanswered for so long is being worked on.</summary>
    private static readonly TimeSpan NotRefused = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource ended = new();
    private Task started = Task.CompletedTask;
    private Task arrived = Task.CompletedTask;

    /// <summary>The whole request is out.</summary>
    public void Sent() => started = StartAsync();

    public void Arrived(ProviderPicture picture) => arrived = AfterAsync(arrived, picture);

    /// <summary>Returns when all is told.</summary>
    public async ValueTask DisposeAsync()
    {
        ended.Cancel();
        await started;
        await arrived;
        ended.Dispose();
    }

    private async Task StartAsync()
    {
        try
        {
            await Task.Delay(NotRefused, time, ended.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await progress.StartedAsync();
    }

    private async Task AfterAsync(Task before, ProviderPicture picture)
    {
        await before;
        await progress.ArrivedAsync(picture);
    }
}
