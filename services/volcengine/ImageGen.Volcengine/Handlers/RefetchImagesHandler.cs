using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Handlers;

/// <summary>Storage could not read a picture any more: the result is read again. A read, never a submission.</summary>
internal sealed class RefetchImagesHandler(
    TaskStore tasks, ProviderApiIndex apis, IncomingPictures incoming, PollPace pace, TimeProvider time)
    : IMessageHandler<RefetchImages>
{
    /// <summary>Sources read so shortly ago are said again instead of read again.</summary>
    private const long Fresh = 30_000;

    public async Task HandleAsync(RefetchImages command, CancellationToken cancellationToken)
    {
        // The command does not say whether one call made all pictures, so each place is looked up under both numbers its part may have.
        var ids = TaskPart.Of(command.JobId, command.Attempt, command.Indices, group: false)
            .Concat(TaskPart.Of(command.JobId, command.Attempt, command.Indices, group: true))
            .Select(part => part.Id).Distinct().ToList();
        foreach (var task in await tasks.Documents.GetManyAsync(ids, cancellationToken))
        {
            if (task.Body.Indices.Intersect(command.Indices).Any())
                await RefetchAsync(task, cancellationToken);
        }
    }

    private async Task RefetchAsync(Stored<GenerationTask> seen, CancellationToken cancellationToken)
    {
        var task = seen.Body;
        if (task.Result is not { SourcesGone: false } result || time.UnixMilliseconds() - result.At < Fresh)
        {
            await tasks.ChangeAsync(seen, TaskRules.Repeat, cancellationToken);
            return;
        }

        if (task.ProviderTaskId is null)
        {
            // A synchronous API keeps nothing that could be asked for: its links are the last there will be, and Storage tries them as
            // long as they live.
            await tasks.ChangeAsync(seen, TaskRules.Forget, cancellationToken);
            return;
        }

        var question = task.ToProvider();
        await pace.WaitAsync(question, cancellationToken);
        var outcome = await apis.Of(question.Api).PollAsync(question, cancellationToken);
        await pace.LearnAsync(question, outcome is PollOutcome.Unavailable { Throttled: true }, cancellationToken);
        var now = time.UnixMilliseconds();
        if (outcome is PollOutcome.Done done)
        {
            var images = await incoming.TakeAsync(task, done.Pictures, cancellationToken);
            await tasks.ChangeAsync(seen, current => TaskRules.Refresh(current, images, done.RequestId, now), cancellationToken);
        }
        else if (outcome is PollOutcome.Expired || now - task.StartedAt >= ProviderTimes.TaskLife)
        {
            await tasks.ChangeAsync(seen, TaskRules.Forget, cancellationToken);
        }

        // Else nothing is said about the task for good, not even by "not found", and Storage, which backs off, asks again.
    }
}
