namespace ImageGen.Persistence.Sqlite;

/// <summary>A piece of work that waits for a thread with a session, and its caller.</summary>
internal abstract class SqliteJob
{
    /// <summary>Does the work and keeps its outcome, or throws.</summary>
    public abstract void Run(SqliteSession session);

    /// <summary>Tells the caller what <see cref="Run"/> kept.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception error);
}

internal sealed class SqliteJob<TResult>(Func<SqliteSession, TResult> work, CancellationToken cancellationToken) : SqliteJob
{
    // Without this a caller would go on inside the thread that should already serve the next one.
    private readonly TaskCompletionSource<TResult> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult result = default!;

    public Task<TResult> Task => completion.Task;

    public override void Run(SqliteSession session)
    {
        // The last moment to give up: from here on the caller waits for the outcome, so it is never unknown.
        cancellationToken.ThrowIfCancellationRequested();
        result = work(session);
    }

    public override void Complete() => completion.SetResult(result);

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException) completion.SetCanceled(cancellationToken);
        else completion.SetException(error);
    }
}
