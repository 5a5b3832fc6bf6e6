using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Volcengine.Apis;

namespace ImageGen.Volcengine.Tasks;

/// <summary>
/// Every way a task may change, without I/O. A rule answers with the next state of the document, the fact about it already
/// in the outbox, or with the very same document where nothing is to change. Rules may be asked any number of times and in any order.
/// </summary>
internal static class TaskRules
{
    public const string RestoredReason = "The database was restored from a backup; the job may have been submitted after that.";

    /// <summary>The fact once more, for whoever asked again.</summary>
    public static GenerationTask Repeat(GenerationTask task) => TaskFacts.Of(task).Any() ? Say(task) : task;

    /// <summary>Takes the right to submit. Loses against a cancel and against the deadline.</summary>
    /// <param name="slot">Held from here on.</param>
    public static GenerationTask Intend(GenerationTask task, ProviderCall call, long now, string? slot = null)
    {
        if (task.State != TaskState.Ready || now >= task.NotAfter)
            return task;
        return Enter(task, TaskState.Submitting) with
        {
            Submission = new Submission(call.SubmitId, call.Model.Provider.Api, call.CredentialId, call.Model.Provider.Key, call.Body, now)
            {
                Slot = slot,
                CallbackSecret = call.CallbackSecret,
            },
            Submissions = task.Submissions + 1,
            RecoverAt = now + (long)call.Longest.TotalMilliseconds + ProtocolTimes.SubmitSlack + ProtocolTimes.RecoverGrace,
        };
    }

    /// <summary>Nothing was written yet: it waits on, or stays its claimer's until then.</summary>
    public static GenerationTask WaitOn(GenerationTask task, long readyAt) =>
        task.State == TaskState.Ready ? task with { ReadyAt = readyAt } : task;

    /// <summary>It can not be sent at all. Loses against everything that happened meanwhile.</summary>
    public static GenerationTask Refuse(GenerationTask task, GenerationError error) =>
        task.State == TaskState.Ready ? Fail(task, TaskState.Refused, error, billed: false) : task;

    /// <summary>A synchronous call was not refused at once: the provider works on it. Only people care, so only while nothing better is known.</summary>
    public static GenerationTask RecordStarted(GenerationTask task, string submitId) =>
        task.State == TaskState.Submitting && task.Submission!.Id == submitId && task.StartedAt is null
            ? Say(task with { StartedAt = task.Submission.At })
            : task;

    /// <summary>One picture of a synchronous call that goes on; the last one ends the task. From any state, as with the task id.</summary>
    public static GenerationTask RecordArrived(GenerationTask task, Submission submission, GeneratedImage image, long now)
    {
        if (task.State == TaskState.Delivered || Arrived(task).Any(known => known.Index == image.Index))
            return task;
        var paid = task with { Submission = task.Submission ?? submission, StartedAt = task.StartedAt ?? submission.At };
        var images = Join(task, [image]);
        return images.Count == task.Indices.Count
            ? Deliver(paid, images, submission.RequestId, now)
            : Say(paid with { Result = new TaskResult(images, now, submission.RequestId) });
    }

    /// <summary>The provider has accepted: a paid task must be reachable, whatever has happened to it here meanwhile.</summary>
    /// <param name="submission">As it went out: the stored task may not know it any more.</param>
    public static GenerationTask RecordAccepted(
        GenerationTask task, Submission submission, string taskId, string? requestId, long nextPollAt, long now)
    {
        if (task.ProviderTaskId == taskId || task.State == TaskState.Delivered)
            return task;
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
    public static GenerationTask RecordUnknown(GenerationTask task, string submitId, string reason, string? requestId, string? answer = null)
    {
        if (task.State != TaskState.Submitting || task.Submission!.Id != submitId)
            return task;
        if (Arrived(task).Count == task.Indices.Count)
            return Deliver(task, [], requestId, task.Result!.At);
        return Say(Enter(task, TaskState.Unknown) with
        {
            Submission = task.Submission with { RequestId = requestId },
            UnknownReason = reason,
            UnknownAnswer = answer,
        });
    }

    /// <summary>The provider said no, perhaps after recovery had given the submission up as unknown.</summary>
    public static GenerationTask RecordRefusal(GenerationTask task, string submitId, GenerationError error, long now)
    {
        if (!AwaitsAnswer(task, submitId))
            return task;
        return Arrived(task).Count > 0 ? Deliver(task, [], task.Submission!.RequestId, now, error) : Fail(task, TaskState.Failed, error, billed: false);
    }

    /// <summary>
    /// Surely nothing was started. Only an intent goes back to wait: once recovery was there, people have been told, and
    /// the part must not start behind their backs.
    /// </summary>
    /// <param name="rank">Its place in the line from now on.</param>
    public static GenerationTask GiveBack(GenerationTask task, string submitId, GenerationError error, long readyAt, long rank)
    {
        if (!AwaitsAnswer(task, submitId))
            return task;
        // It did start, whatever its last word was.
        if (Arrived(task).Count > 0)
            return Deliver(task, [], task.Submission!.RequestId, task.Result!.At, error);
        if (task.State != TaskState.Submitting)
            return Fail(task, TaskState.Failed, error, billed: false);
        var free = task with { Submission = null, StartedAt = null, NotSent = 0 };
        if (task.CancelRequested)
            return Say(Enter(free, TaskState.Canceled));
        var ready = Enter(free, TaskState.Ready) with { ReadyAt = readyAt, Rank = rank, RecoverAt = task.NotAfter };
        // Only what was said is taken back.
        return task.StartedAt is null ? ready : Say(ready with { Deferred = task.Submissions });
    }

    /// <summary>Its request did not leave whole. Where that may be the request's own fault, it is not tried for ever.</summary>
    /// <param name="bodyLeft">Part of it had left; else there was no connection, which is nobody's fault.</param>
    public static GenerationTask NotSent(GenerationTask task, string submitId, GenerationError error, bool bodyLeft, long readyAt, long rank)
    {
        var times = task.NotSent + (bodyLeft ? 1 : 0);
        if (bodyLeft && times >= ProtocolTimes.MostNotSent && task is { State: TaskState.Submitting, CancelRequested: false })
            return RecordRefusal(task, submitId, TaskErrors.BodyNotAccepted(error), readyAt);
        var back = GiveBack(task, submitId, error, readyAt, rank);
        return !ReferenceEquals(back, task) && back.State == TaskState.Ready ? back with { NotSent = times } : back;
    }

    /// <summary>What time itself does: deadlines pass, stale intents become unknown, the provider forgets.</summary>
    /// <param name="late">Why it was not submitted before its deadline, where that is known better.</param>
    public static GenerationTask Recover(GenerationTask task, long now, GenerationError? late = null) => task.State switch
    {
        _ when task.RecoverAt is not { } due || now < due => task,
        TaskState.Ready => Fail(task, TaskState.Refused, late ?? TaskErrors.QueueDeadline, billed: false),
        TaskState.Submitting => RecordUnknown(
            task, task.Submission!.Id, "The worker stopped or was paused between sending the request and noting its answer.", requestId: null),
        TaskState.Abandoned => Say(task with { Final = true, RecoverAt = null }),
        _ => task,
    };

    /// <summary>The database was restored: what waits or was on the wire may have been submitted after the backup.</summary>
    /// <param name="before">What was accepted since, Unix milliseconds, is not in doubt.</param>
    /// <param name="possible">Stands for a submission that the backup does not know.</param>
    public static GenerationTask Doubt(GenerationTask task, long before, Submission possible) => task.State switch
    {
        _ when task.AcceptedAt >= before => task,
        TaskState.Ready => Say(Enter(task, TaskState.Unknown) with { Submission = possible, UnknownReason = RestoredReason }),
        TaskState.Submitting => RecordUnknown(task, task.Submission!.Id, RestoredReason, requestId: null),
        _ => task,
    };

    /// <summary>
    /// One write decides between a cancel and an intent. What may already be paid for is never thrown away; where the answer
    /// says that it is not, the part does not go out again. Only a person wants the provider to stop.
    /// </summary>
    /// <param name="why">One of <see cref="CancelReason"/>, or null where nobody said.</param>
    public static GenerationTask Cancel(GenerationTask task, long now, string? why = null)
    {
        var stops = task.StopRequested || why == CancelReason.Person;
        return task.State switch
        {
            TaskState.Ready => Say(Enter(task, TaskState.Canceled)),
            TaskState.Submitting when !task.CancelRequested || stops != task.StopRequested =>
                task with { CancelRequested = true, StopRequested = stops },
            TaskState.Running when stops != task.StopRequested => Say(task with { StopRequested = true, NextPollAt = AtOnce(task, now) }),
            TaskState.Unknown => Say(Enter(task, TaskState.Abandoned) with
            {
                RecoverAt = Math.Max(now, task.Submission!.At + ProviderTimes.TaskLife),
            }),
            _ => Repeat(task),
        };
    }

    /// <summary>The pictures are there, those that arrived before among them. From any state, as with the task id.</summary>
    /// <param name="error">Why places are left empty, where the provider said so.</param>
    public static GenerationTask Deliver(
        GenerationTask task, IReadOnlyList<GeneratedImage> images, string? requestId, long now, GenerationError? error = null)
    {
        if (task.State == TaskState.Delivered)
            return task;
        var all = Join(task, images);
        if (all.Count == 0)
            return Fail(task, TaskState.Failed, error ?? TaskErrors.NoPicture, billed: error is null ? null : false);
        return Say(Enter(task, TaskState.Delivered) with
        {
            Result = new TaskResult(all, now, requestId),
            StartedAt = task.StartedAt ?? task.Submission?.At,
            FinishedAt = now,
            Error = all.Count < task.Indices.Count ? error ?? TaskErrors.NoPicture : null,
            Billed = null,
        });
    }

    /// <summary>The result was read again, so its links are fresh.</summary>
    public static GenerationTask Refresh(GenerationTask task, IReadOnlyList<GeneratedImage> images, string? requestId, long now) =>
        task.State == TaskState.Delivered && images.Count > 0 ? Say(task with { Result = new TaskResult(images, now, requestId) }) : task;

    /// <summary>The provider has forgotten the task, or never keeps any: the links are the last there will be.</summary>
    public static GenerationTask Forget(GenerationTask task) =>
        task.Result is { } result ? Say(task with { Result = result with { SourcesGone = true } }) : task;

    /// <summary>The question did not end it. Who wanted it to be asked for at once meanwhile is not overruled.</summary>
    /// <param name="asked">The task as it was when the question began.</param>
    public static GenerationTask PollAgain(GenerationTask task, GenerationTask asked, PollNote note) =>
        IsRunning(task, asked.ProviderTaskId!)
            ? task with
            {
                NextPollAt = task.NextPollAt == asked.NextPollAt ? note.NextPollAt : task.NextPollAt,
                PollFaults = note.Faults,
                Oddity = note.Oddity,
                PolledAt = note.PendingAt ?? task.PolledAt,
                CancelSent = task.CancelSent || note.Cancel is CancelReply.Taken or CancelReply.Refused,
                CancelTakenAt = task.CancelTakenAt ?? (note.Cancel == CancelReply.Taken ? note.At : null),
            }
            : task;

    /// <summary>A callback says that the result is there.</summary>
    /// <param name="toldTaskId">The provider's id of the task, as the callback says; null where it says none.</param>
    public static GenerationTask CalledBack(GenerationTask task, string? toldTaskId, long now) => task.State switch
    {
        TaskState.Running => task with { NextPollAt = AtOnce(task, now), CalledBackAt = now },
        TaskState.Submitting or TaskState.Unknown or TaskState.Abandoned when toldTaskId is not null =>
            task with { ToldTaskId = toldTaskId, NextPollAt = AtOnce(task, now), CalledBackAt = now, PollFaults = 0 },
        _ => task,
    };

    /// <summary>Somebody who is let in is to ask for it.</summary>
    /// <param name="asked">The task as it was claimed.</param>
    public static GenerationTask LeaveToOthers(GenerationTask task, GenerationTask asked, long? nextPollAt) =>
        task.NextPollAt == asked.NextPollAt && task.ProviderTaskId == asked.ProviderTaskId ? task with { NextPollAt = nextPollAt } : task;

    /// <summary>The provider could not say whether it knows the task that a callback named.</summary>
    /// <param name="asked">The task as it was when the question began.</param>
    /// <param name="nextPollAt">Null where it is not asked again.</param>
    public static GenerationTask ConfirmAgain(GenerationTask task, GenerationTask asked, long? nextPollAt, int faults) =>
        task.ToldTaskId == asked.ToldTaskId && task.ProviderTaskId is null && task.NextPollAt == asked.NextPollAt
            ? task with { NextPollAt = nextPollAt, PollFaults = faults }
            : task;

    /// <summary>The provider says that there will be no picture, and so no charge.</summary>
    public static GenerationTask PollFailed(GenerationTask task, string taskId, GenerationError error) =>
        IsRunning(task, taskId) ? Fail(task, TaskState.Failed, error, billed: false) : task;

    /// <summary>The provider does not know the task any more.</summary>
    public static GenerationTask Lose(GenerationTask task, string taskId) =>
        IsRunning(task, taskId) ? Fail(task, TaskState.Lost, TaskErrors.ResultLost, billed: null) : task;

    /// <summary>Never later than it is: the clock of whoever wants it sooner may be ahead of everybody's.</summary>
    private static long AtOnce(GenerationTask task, long now) => Math.Min(task.NextPollAt ?? task.Submission?.At ?? now, now);

    private static bool IsRunning(GenerationTask task, string taskId) => task.State == TaskState.Running && task.ProviderTaskId == taskId;

    private static bool AwaitsAnswer(GenerationTask task, string submitId) =>
        task.State is TaskState.Submitting or TaskState.Unknown or TaskState.Abandoned && task.Submission!.Id == submitId;

    private static GenerationTask Fail(GenerationTask task, TaskState state, GenerationError error, bool? billed) =>
        Say(Enter(task, state) with { Error = error, Billed = billed });

    private static GenerationTask Enter(GenerationTask task, TaskState state) => task with
    {
        State = state,
        ReadyAt = null,
        // What a callback said is looked into until the provider's own word is known.
        NextPollAt = state is TaskState.Unknown or TaskState.Abandoned && task.ToldTaskId is not null ? task.NextPollAt : null,
        RecoverAt = null,
        PollFaults = 0,
        Oddity = null,
        UnknownReason = null,
        UnknownAnswer = null,
        Final = false,
    };

    private static IReadOnlyList<GeneratedImage> Arrived(GenerationTask task) => task.Result?.Images ?? [];

    private static IReadOnlyList<GeneratedImage> Join(GenerationTask task, IReadOnlyList<GeneratedImage> images) =>
        [.. Arrived(task).Concat(images).DistinctBy(image => image.Index).OrderBy(image => image.Index)];

    private static GenerationTask Say(GenerationTask task) =>
        task with { Outbox = TaskFacts.Of(task).Aggregate(task.Outbox, (entries, fact) => entries.With(fact)) };
}
