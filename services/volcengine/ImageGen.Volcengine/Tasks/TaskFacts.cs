using System.Security.Cryptography;
using System.Text;
using ImageGen.Contracts;

namespace ImageGen.Volcengine.Tasks;

/// <summary>What the worker says about a task: the same fact, however often it is asked.</summary>
internal static class TaskFacts
{
    /// <returns>Null while there is nothing to say: the part waits, or its answer is on the way.</returns>
    public static object? Of(GenerationTask task) => task.State switch
    {
        TaskState.Running => Started(task),
        TaskState.Delivered => Generated(task),
        TaskState.Failed or TaskState.Lost or TaskState.Refused => Failed(task),
        TaskState.Unknown => Unknown(task),
        TaskState.Canceled => Canceled(task, CancelOutcome.Stopped, final: true),
        TaskState.Abandoned => Canceled(task, CancelOutcome.Unknown, task.Final),
        _ => null,
    };

    private static GenerationStarted Started(GenerationTask task) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = task.Indices,
        StartedAt = Time(task.StartedAt ?? 0),
    };

    private static ImagesGenerated Generated(GenerationTask task)
    {
        var result = task.Result!;
        return new ImagesGenerated
        {
            JobId = task.JobId,
            Attempt = task.Attempt,
            Indices = task.Indices,
            Total = task.Total,
            Owner = task.Owner,
            Model = task.Model,
            Images = result.Images,
            Error = task.Error,
            SourcesExpireAt = Time(result.At + TaskLimits.SourceLife),
            SourcesGone = result.SourcesGone,
            ProviderRequestId = result.RequestId,
            ProviderMilliseconds = task.FinishedAt - task.StartedAt,
        };
    }

    private static GenerationFailed Failed(GenerationTask task) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = task.Indices,
        Error = task.Error!,
        Billed = task.Billed,
    };

    private static GenerationUnknown Unknown(GenerationTask task) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = task.Indices,
        SubmitId = task.Submission!.Id,
        SubmittedAt = Time(task.Submission.At),
        PromptHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(task.Request?.Prompt ?? ""))),
        Reason = task.UnknownReason!,
        ProviderRequestId = task.Submission.RequestId,
    };

    private static GenerationCanceled Canceled(GenerationTask task, CancelOutcome outcome, bool final) => new()
    {
        JobId = task.JobId,
        Attempt = task.Attempt,
        Indices = task.Indices,
        Outcome = outcome,
        Final = final,
    };

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
