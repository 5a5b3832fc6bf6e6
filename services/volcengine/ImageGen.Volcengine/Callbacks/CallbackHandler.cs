using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Callbacks;

/// <summary>The provider says that something has happened to a task. What, it is asked itself: nothing it sends here is believed.</summary>
internal sealed class CallbackHandler(TaskStore tasks, PollWake wake, TimeProvider time)
{
    /// <returns>False where the token is none of ours, or not of the present submission.</returns>
    public async Task<bool> HandleAsync(string token, CancellationToken cancellationToken)
    {
        if (!CallbackLinks.TryRead(token, out var taskId, out var secret)
            || await tasks.Documents.GetAsync(taskId, cancellationToken) is not { } seen
            || !CallbackLinks.IsSecret(seen.Body.Submission?.CallbackSecret, secret))
        {
            return false;
        }

        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (await tasks.ChangeAsync(seen, task => TaskRules.PollNow(task, now), cancellationToken) is not null)
            wake.Now();
        return true;
    }
}
