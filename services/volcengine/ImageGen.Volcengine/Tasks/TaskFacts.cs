using ImageGen.Contracts;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tasks;

/// <summary>What the worker says about a task: the same fact, however often it is asked.</summary>
internal static class TaskFacts
{
    /// <returns>Nothing while there is nothing to say: the part waits, or its answer is on the way.</returns>
    public static IEnumerable<object> Of(GenerationTask task)
    {
        if (task.State == TaskState.Delivered)
            return [Generated(task, task.Indices)];
        IReadOnlyList<int> arrived = [.. (task.Result?.Images ?? []).Select(image => image.Index)];
        IReadOnlyList<int> open = arrived.Count == 0 ? task.Indices : [.. task.Indices.Except(arrived)];
        var state = open.Count == 0 ? null : OfState(task, open);
        return [.. arrived.Count > 0 ? [Generated(task, arrived)] : Array.Empty<object>(), .. state is null ? Array.Empty<object>() : [state]];
    }

    private static object? OfState(GenerationTask task, IReadOnlyList<int> indices) => task.State switch
    {
        TaskState.Ready when task.Deferred > 0 => Deferred(task, indices),
        TaskState.Submitting when task.StartedAt is not null => Started(task, indices),
        TaskState.Running => Started(task, indices),
        TaskState.Failed or TaskState.Lost or TaskState.Refused => Failed(task, indices),
        TaskState.Unknown => Unknown(task, indices),
        TaskState.Canceled => Canceled(task, indices, CancelOutcome.Stopped, final: true),
        TaskState.Abandoned => Canceled(task, indices, CancelOutcome.Unknown, task.Final),
        _ => null,
    };

    private static GenerationStarted Started(GenerationTask task, IReadOnlyList<int> indices) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = indices,
        StartedAt = Time(task.StartedAt ?? 0),
        OnTheWire = task.State == TaskState.Submitting,
        Submission = task.Submissions,
    };

    private static GenerationDeferred Deferred(GenerationTask task, IReadOnlyList<int> indices) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = indices,
        Submission = task.Deferred,
    };

    private static ImagesGenerated Generated(GenerationTask task, IReadOnlyList<int> indices)
    {
        var result = task.Result!;
        return new ImagesGenerated
        {
            JobId = task.JobId,
            Attempt = task.Attempt,
            Indices = indices,
            Total = task.Total,
            Owner = task.Owner,
            Model = task.Model,
            Images = result.Images,
            Error = task.Error,
            SourcesExpireAt = Time(result.At + ProviderTimes.SourceLife),
            SourcesGone = result.SourcesGone,
            ProviderRequestId = result.RequestId,
            ProviderMilliseconds = task.FinishedAt - task.StartedAt,
            HeldFor = task.HeldFor,
        };
    }

    private static GenerationFailed Failed(GenerationTask task, IReadOnlyList<int> indices) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = indices,
        Error = task.Error!,
        Billed = task.Billed,
        SubmitId = task.Submission?.Id,
        SubmittedAt = task.Submission is { At: var at } ? Time(at) : null,
    };

    private static GenerationUnknown Unknown(GenerationTask task, IReadOnlyList<int> indices) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = indices,
        SubmitId = task.Submission!.Id,
        SubmittedAt = Time(task.Submission.At),
        PromptHash = PromptHash.Of(task.Request?.Prompt ?? ""),
        Reason = task.UnknownReason!,
        ProviderRequestId = task.Submission.RequestId,
        ProviderAnswer = task.UnknownAnswer,
    };

    private static GenerationCanceled Canceled(GenerationTask task, IReadOnlyList<int> indices, CancelOutcome outcome, bool final) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = indices,
        Outcome = outcome,
        Final = final,
    };

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
