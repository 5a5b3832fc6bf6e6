using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Endpoints;

/// <summary>
/// The provider says that something has happened to a task. What, it is asked itself: of what it sends here only the task's id is read,
/// and that is not believed before the provider, asked for it, knows the task.
/// </summary>
internal sealed class CallbackHandler(TaskStore tasks, PollWake wake, TimeProvider time)
{
    /// <param name="body">Read only for who knows the token.</param>
    /// <returns>False where the token is none of ours, or not of the present submission.</returns>
    public async Task<bool> HandleAsync(string token, Stream body, CancellationToken cancellationToken)
    {
        if (!CallbackLinks.TryRead(token, out var taskId, out var secret)
            || await tasks.Documents.GetAsync(taskId, cancellationToken) is not { } seen
            || !CallbackLinks.IsSecret(seen.Body.Submission?.CallbackSecret, secret))
        {
            return false;
        }

        var told = await CallbackBody.TaskIdAsync(body, cancellationToken);
        var now = time.UnixMilliseconds();
        if (await tasks.ChangeAsync(seen, task => TaskRules.CalledBack(task, told, now), cancellationToken) is not null)
            wake.Now();
        return true;
    }
}
