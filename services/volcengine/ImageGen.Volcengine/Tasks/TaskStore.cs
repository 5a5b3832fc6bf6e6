using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Volcengine.Tasks;

/// <summary>Applies rules to stored tasks: read, decide, one guarded write; where somebody was faster, decide again.</summary>
internal sealed class TaskStore(IDocuments<GenerationTask> documents, IOutbox<GenerationTask> outbox, PaidResults results)
{
    public IDocuments<GenerationTask> Documents => documents;

    /// <returns>Null where the id is taken.</returns>
    public Task<Stored<GenerationTask>?> InsertAsync(GenerationTask task, CancellationToken cancellationToken) =>
        task.Outbox.Count > 0 ? outbox.InsertAsync(task, cancellationToken) : documents.InsertAsync(task, cancellationToken);

    /// <param name="rule">Returns the same task to change nothing. May run several times.</param>
    /// <returns>What this call has written; null where the rule had nothing to change or the task is gone.</returns>
    /// <exception cref="DocumentContendedException">Too many conflicts in a row; what was asked may be asked again.</exception>
    public async Task<Stored<GenerationTask>?> ChangeAsync(
        Stored<GenerationTask> seen, Func<GenerationTask, GenerationTask> rule, CancellationToken cancellationToken) =>
        await documents.ChangeAsync(seen, rule, WriteAsync, cancellationToken) is { Written: true } change ? change.Now : null;

    /// <summary>For what only holds of the very version that was seen.</summary>
    /// <returns>What this call has written; null where the rule had nothing to change or somebody else was faster.</returns>
    public async Task<Stored<GenerationTask>?> TryChangeAsync(
        Stored<GenerationTask> seen, Func<GenerationTask, GenerationTask> rule, CancellationToken cancellationToken)
    {
        var next = rule(seen.Body);
        return ReferenceEquals(next, seen.Body) ? null : await WriteAsync(seen, next, cancellationToken);
    }

    /// <summary>For what was learned from the provider and exists nowhere else: writes the task anew where it is gone.</summary>
    public Task<Stored<GenerationTask>?> RecordAsync(Stored<GenerationTask> held, Func<GenerationTask, GenerationTask> rule)
    {
        var current = held;
        return results.KeepAsync(held.Id, async () =>
        {
            while (true)
            {
                var known = current?.Body ?? held.Body;
                var next = rule(known);
                if (!ReferenceEquals(next, known))
                {
                    var written = current is null
                        ? await InsertAsync(next, CancellationToken.None)
                        : await WriteAsync(current, next, CancellationToken.None);
                    if (written is not null)
                        return written;
                }
                // What is held may be older than a write of ours whose answer was lost.
                else if (!ReferenceEquals(current, held))
                {
                    return null;
                }
                current = await documents.GetAsync(held.Id, CancellationToken.None);
            }
        });
    }

    private Task<Stored<GenerationTask>?> WriteAsync(Stored<GenerationTask> seen, GenerationTask next, CancellationToken cancellationToken) =>
        ReferenceEquals(seen.Body.Outbox, next.Outbox)
            ? documents.ReplaceAsync(seen, next, cancellationToken)
            : outbox.ReplaceAsync(seen, next, cancellationToken);
}
