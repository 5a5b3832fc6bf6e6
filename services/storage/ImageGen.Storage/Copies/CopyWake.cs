namespace ImageGen.Storage.Copies;

/// <summary>Tells the copy service of this process that something may be due; several signals before it looks are one.</summary>
internal sealed class CopyWake
{
    private volatile TaskCompletionSource signal = New();

    public void Set() => signal.TrySetResult();

    /// <summary>Completes at the next <see cref="Set"/>, or at once where there was one since the last reset.</summary>
    public Task Signal => signal.Task;

    public void Reset()
    {
        if (signal.Task.IsCompleted)
            signal = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
