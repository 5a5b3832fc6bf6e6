using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Volcengine.Providers;

namespace ImageGen.Volcengine.Tasks;

/// <summary>
/// Every way a task may change, without I/O. A rule answers with the next state of the document, the fact about it already
/// in the outbox, or with null where nothing is to change. Rules may be asked any number of times and in any order.
/// </summary>
internal static class TaskRules
{
    /// <summary>The fact once more, for whoever asked again.</summary>
    public static GenerationTask? Repeat(GenerationTask task) => TaskFacts.Of(task) is null ? null : Say(task);

    /// <summary>Takes the right to submit. Loses against a cancel and against the deadline.</summary>
    public static GenerationTask? Intend(GenerationTask task, string submitId, ProviderCall call, long now)
    {
        if (task.State != TaskState.Ready || now >= task.NotAfter)
            return null;
        return Enter(task, TaskState.Submitting) with
        {
            Submission = new Submission(submitId, call.CredentialId, call.ReqKey, call.Body, now),
            RecoverAt = now + TaskLimits.SubmitLease + TaskLimits.RecoverGrace,
        };
    }

    /// <summary>The provider has accepted: a paid task must be reachable, whatever has happened to it here meanwhile.</summary>
    /// <param name="submission">As it went out: the stored task may not know it any more.</param>
    public static GenerationTask? RecordAccepted(
        GenerationTask task, Submission submission, string taskId, string? requestId, long nextPollAt, long now)
    {
        if (task.ProviderTaskId == taskId || task.State == TaskState.Delivered)
            return null;
        return Say(Enter(task, TaskState.Running) with
        {
            ProviderTaskId = taskId,
            Submission = submission with { RequestId = requestId },
            StartedAt = now,
            NextPollAt = nextPollAt,
            Error = null,
            Billed = null,
        });
    }

    /// <summary>The answer was lost. Only an intent can become unknown: what is known better stays.</summary>
    public static GenerationTask? RecordUnknown(GenerationTask task, string submitId, string reason, string? requestId)
    {
        if (task.State != TaskState.Submitting || task.Submission!.Id != submitId)
            return null;
        return Say(Enter(task, TaskState.Unknown) with
        {
            Submission = task.Submission with { RequestId = requestId },
            UnknownReason = reason,
        });
    }

    /// <summary>The provider said no, perhaps after recovery had given the submission up as unknown.</summary>
    public static GenerationTask? RecordRefusal(GenerationTask task, string submitId, GenerationError error) =>
        AwaitsAnswer(task, submitId) ? Fail(task, TaskState.Failed, error, billed: false) : null;

    /// <summary>
    /// Surely nothing was started. Only an intent goes back to wait: once recovery was there, people have been told, and
    /// the part must not start behind their backs.
    /// </summary>
    public static GenerationTask? GiveBack(GenerationTask task, string submitId, GenerationError error, long readyAt)
    {
        if (!AwaitsAnswer(task, submitId))
            return null;
        if (task.State != TaskState.Submitting)
            return Fail(task, TaskState.Failed, error, billed: false);
        return Enter(task, TaskState.Ready) with { Submission = null, ReadyAt = readyAt, RecoverAt = task.NotAfter };
    }

    /// <summary>What time itself does: deadlines pass, stale intents become unknown, the provider forgets.</summary>
    public static GenerationTask? Recover(GenerationTask task, long now) => task.State switch
    {
        _ when task.RecoverAt is not { } due || now < due => null,
        TaskState.Ready => Fail(task, TaskState.Refused, TaskErrors.QueueDeadline, billed: false),
        TaskState.Submitting => RecordUnknown(
            task, task.Submission!.Id, "The worker stopped or was paused between sending the request and noting its answer.", requestId: null),
        TaskState.Abandoned => Say(task with { Final = true, RecoverAt = null }),
        _ => null,
    };

    /// <summary>One write decides between a cancel and an intent. What may already be paid for is never thrown away.</summary>
    public static GenerationTask? Cancel(GenerationTask task, long now) => task.State switch
    {
        TaskState.Ready => Say(Enter(task, TaskState.Canceled)),
        TaskState.Unknown => Say(Enter(task, TaskState.Abandoned) with
        {
            RecoverAt = Math.Max(now, task.Submission!.At + TaskLimits.ProviderForgets),
        }),
        _ => Repeat(task),
    };

    /// <summary>The pictures are there. From any state, as with the task id.</summary>
    public static GenerationTask? Deliver(GenerationTask task, IReadOnlyList<GeneratedImage> images, string? requestId, long now)
    {
        if (task.State == TaskState.Delivered)
            return null;
        if (images.Count == 0)
            return Fail(task, TaskState.Failed, TaskErrors.NoPicture, billed: null);
        return Say(Enter(task, TaskState.Delivered) with
        {
            Result = new TaskResult(images, now, requestId),
            StartedAt = task.StartedAt ?? task.Submission?.At,
            FinishedAt = now,
            Error = images.Count < task.Indices.Count ? TaskErrors.NoPicture : null,
            Billed = null,
        });
    }

    /// <summary>The result was read again, so its links are fresh.</summary>
    public static GenerationTask? Refresh(GenerationTask task, IReadOnlyList<GeneratedImage> images, string? requestId, long now) =>
        task.State == TaskState.Delivered && images.Count > 0 ? Say(task with { Result = new TaskResult(images, now, requestId) }) : null;

    /// <summary>The provider has forgotten a delivered task: its links are the last there will be.</summary>
    public static GenerationTask? Forget(GenerationTask task) =>
        task.State == TaskState.Delivered ? Say(task with { Result = task.Result! with { SourcesGone = true } }) : null;

    public static GenerationTask? PollAgain(GenerationTask task, string taskId, long nextPollAt, int faults, long now) =>
        IsRunning(task, taskId) ? task with { NextPollAt = nextPollAt, PollFaults = faults, PolledAt = now } : null;

    /// <summary>The provider says that there will be no picture, and so no charge.</summary>
    public static GenerationTask? PollFailed(GenerationTask task, string taskId, GenerationError error) =>
        IsRunning(task, taskId) ? Fail(task, TaskState.Failed, error, billed: false) : null;

    /// <summary>The provider does not know the task any more.</summary>
    public static GenerationTask? Lose(GenerationTask task, string taskId) =>
        IsRunning(task, taskId) ? Fail(task, TaskState.Lost, TaskErrors.ResultLost, billed: null) : null;

    private static bool IsRunning(GenerationTask task, string taskId) => task.State == TaskState.Running && task.ProviderTaskId == taskId;

    private static bool AwaitsAnswer(GenerationTask task, string submitId) =>
        task.State is TaskState.Submitting or TaskState.Unknown or TaskState.Abandoned && task.Submission!.Id == submitId;

    private static GenerationTask Fail(GenerationTask task, TaskState state, GenerationError error, bool? billed) =>
        Say(Enter(task, state) with { Error = error, Billed = billed });

    private static GenerationTask Enter(GenerationTask task, TaskState state) => task with
    {
        State = state,
        ReadyAt = null,
        NextPollAt = null,
        RecoverAt = null,
        PollFaults = 0,
        UnknownReason = null,
        Final = false,
    };

    private static GenerationTask Say(GenerationTask task) => task with { Outbox = task.Outbox.With(TaskFacts.Of(task)!) };
}
