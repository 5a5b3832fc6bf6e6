using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Recovering;

/// <summary>Does what time asks for: stale intents, passed deadlines, submissions that the provider has forgotten, old documents.</summary>
internal sealed class RecoverHandler(TaskStore tasks, TimeProvider time)
{
    private const int Batch = 100;
    private const int PurgeBatch = 1_000;
    private const long ClaimLease = 30_000;

    /// <returns>How many tasks were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        var due = await tasks.Documents.ClaimDueAsync(new DueClaim(TaskDocuments.RecoverAt, now, now + ClaimLease, Batch), cancellationToken);
        await Task.WhenAll(due.Select(task => tasks.ChangeAsync(task, current => TaskRules.Recover(current, Now()), cancellationToken)));
        return due.Count;
    }

    /// <returns>How many ended tasks were deleted.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        tasks.Documents.DeleteOlderThanAsync(TaskDocuments.PurgeAt, Now(), PurgeBatch, cancellationToken);

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
