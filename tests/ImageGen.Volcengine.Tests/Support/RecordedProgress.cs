using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Support;

/// <summary>Keeps what a call tells before its end, in order.</summary>
internal sealed class RecordedProgress : ISubmitProgress
{
    private readonly Lock gate = new();
    private readonly List<ProviderPicture> pictures = [];
    private readonly List<(int Count, TaskCompletionSource Reached)> waiting = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the call is said to be worked on.</summary>
    public Task Started => started.Task;

    public IReadOnlyList<ProviderPicture> Pictures
    {
        get
        {
            lock (gate)
                return [.. pictures];
        }
    }

    public IEnumerable<int?> Places => Pictures.Select(picture => picture.Place);

    public Task StartedAsync()
    {
        started.TrySetResult();
        return Task.CompletedTask;
    }

    public Task ArrivedAsync(ProviderPicture picture)
    {
        lock (gate)
        {
            pictures.Add(picture);
            foreach (var (_, reached) in waiting.Where(wait => pictures.Count >= wait.Count))
                reached.TrySetResult();
        }

        return Task.CompletedTask;
    }

    /// <summary>Completes when so many pictures have arrived.</summary>
    public Task WhenAsync(int count)
    {
        lock (gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (pictures.Count >= count)
                reached.SetResult();
            waiting.Add((count, reached));
            return reached.Task;
        }
    }
}
