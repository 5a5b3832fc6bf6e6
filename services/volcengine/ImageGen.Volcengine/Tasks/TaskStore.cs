using ImageGen.Messaging;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Tasks;

/// <summary>Applies rules to stored tasks: read, decide, one guarded write; where somebody was faster, decide again.</summary>
internal sealed partial class TaskStore(
    IDocuments<GenerationTask> documents, IOutbox<GenerationTask> outbox, TimeProvider time, ILogger<TaskStore> log)
{
    private const int MaxConflicts = 50;

    public IDocuments<GenerationTask> Documents => documents;

    /// <returns>Null where the id is taken.</returns>
    public Task<Stored<GenerationTask>?> InsertAsync(GenerationTask task, CancellationToken cancellationToken) =>
        task.Outbox.Count > 0 ? outbox.InsertAsync(task, cancellationToken) : documents.InsertAsync(task, cancellationToken);

    /// <returns>What this call has written; null where the rule had nothing to change or the task is gone.</returns>
    /// <exception cref="InvalidOperationException">Too many conflicts in a row; what was asked may be asked again.</exception>
    public async Task<Stored<GenerationTask>?> ChangeAsync(
        Stored<GenerationTask> seen, Func<GenerationTask, GenerationTask?> rule, CancellationToken cancellationToken)
    {
        for (var (current, conflicts) = (seen, 0); conflicts < MaxConflicts; conflicts++)
        {
            if (rule(current.Body) is not { } next)
                return null;
            if (await WriteAsync(current, next, cancellationToken) is { } written)
                return written;
            if (await documents.GetAsync(seen.Id, cancellationToken) is not { } newer)
                return null;
            current = newer;
        }

        throw new InvalidOperationException($"Task {seen.Id} was changed by others {MaxConflicts} times in a row.");
    }

    /// <summary>For what only holds of the very version that was seen.</summary>
    /// <returns>What this call has written; null where the rule had nothing to change or somebody else was faster.</returns>
    public async Task<Stored<GenerationTask>?> TryChangeAsync(
        Stored<GenerationTask> seen, Func<GenerationTask, GenerationTask?> rule, CancellationToken cancellationToken) =>
        rule(seen.Body) is { } next ? await WriteAsync(seen, next, cancellationToken) : null;

    /// <summary>
    /// For what was learned from the provider and exists nowhere else: goes on through conflicts and outages of the store for
    /// as long as the process lives, and writes the task anew where it is gone. Takes no token, so that a stop can not lose it.
    /// </summary>
    public async Task<Stored<GenerationTask>?> RecordAsync(Stored<GenerationTask> held, Func<GenerationTask, GenerationTask?> rule)
    {
        var current = held;
        for (var failures = 0; ;)
        {
            try
            {
                if (rule(current?.Body ?? held.Body) is not { } next)
                {
                    // What is held may be older than a write of ours whose answer was lost.
                    if (!ReferenceEquals(current, held))
                        return null;
                    current = await documents.GetAsync(held.Id, CancellationToken.None);
                    continue;
                }

                var written = current is null
                    ? await InsertAsync(next, CancellationToken.None)
                    : await WriteAsync(current, next, CancellationToken.None);
                if (written is not null)
                    return written;
                current = await documents.GetAsync(held.Id, CancellationToken.None);
            }
            catch (Exception error)
            {
                LogRetry(error, held.Id, ++failures);
                await Task.Delay(RetryPause.After(failures), time);
            }
        }
    }

    private Task<Stored<GenerationTask>?> WriteAsync(Stored<GenerationTask> seen, GenerationTask next, CancellationToken cancellationToken) =>
        ReferenceEquals(seen.Body.Outbox, next.Outbox)
            ? documents.ReplaceAsync(seen, next, cancellationToken)
            : outbox.ReplaceAsync(seen, next, cancellationToken);

    [LoggerMessage(LogLevel.Error, "What the provider answered for task {TaskId} is not stored yet (try {Failures})")]
    private partial void LogRetry(Exception error, string taskId, int failures);
}
