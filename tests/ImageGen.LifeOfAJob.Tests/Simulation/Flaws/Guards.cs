using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.World;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Storage.Copies;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

/// <summary>The guards of the protocol, each left out. The names say what goes on instead.</summary>
internal static class Guards
{
    /// <summary>Recovery gives a stale intent back to the queue.</summary>
    public sealed class RecoveryMakesReady : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "RecoverHandler" && seen!.State == TaskState.Submitting && next.State == TaskState.Unknown ? ReadyAgain(seen, life) : next;
    }

    /// <summary>A task id that arrives after recovery is dropped.</summary>
    public sealed class LateIdIsDropped : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && next.State == TaskState.Running && seen!.State != TaskState.Submitting ? null : next;
    }

    /// <summary>The pictures of a synchronous answer that arrive after recovery are dropped.</summary>
    public sealed class LateAnswerIsDropped : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && next.State == TaskState.Delivered && seen!.State != TaskState.Submitting ? null : next;
    }

    /// <summary>A picture of a stream is not written down before the stream ends.</summary>
    public sealed class ArrivedPictureIsDropped : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && next is { State: TaskState.Submitting, Result: not null } ? null : next;
    }

    /// <summary>What is missing of a broken stream goes back to the queue.</summary>
    public sealed class BrokenStreamGoesBack : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen is { State: TaskState.Submitting, Result: not null } && next.State == TaskState.Unknown ? ReadyAgain(seen, life) : next;
    }

    /// <summary>A repeated command or fact is acknowledged without saying the own fact again.</summary>
    public sealed class RepetitionIsOnlyAcknowledged : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow is "GenerateImage" or "CancelGeneration" && seen?.State == next.State ? null : next;

        protected override Func<string, ImageCopy?, ImageCopy, ImageCopy?> OfCopies(Life life) => (flow, seen, next) =>
            flow == "ImagesGenerated" && seen?.State == next.State && next.State != CopyState.Waiting ? null : next;
    }

    /// <summary>Nobody asks again.</summary>
    public sealed class NobodyAsksAgain : Flaw
    {
        public override bool Claims(string dueField) => dueField != JobFields.NudgeAt;
    }

    /// <summary>A cancel that overtakes its command leaves nothing behind.</summary>
    public sealed class EarlyCancelLeavesNothing : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "CancelGeneration" && seen is null ? null : next;
    }

    /// <summary>Jobs says <c>stopped</c> by itself when it accepts the cancel.</summary>
    public sealed class JobsSaysStopped : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (_, _, next) => next with
        {
            Attempts = [.. next.Attempts.Select(attempt =>
                attempt.Cancellation == Cancellation.Pending ? attempt with { Cancellation = Cancellation.Stopped } : attempt)],
        };
    }

    /// <summary>Facts of an old attempt set the status, also of places that were ordered anew.</summary>
    public sealed class OldFactsSetTheStatus : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, seen, next) =>
        {
            if (flow == Flow.People || seen is not { Ended: false })
                return next;
            var old = seen.Pictures.Zip(next.Pictures).FirstOrDefault(pair => pair.First.State != pair.Second.State).Second;
            return old is null || next.Decides(old)
                ? next
                : old.State switch
                {
                    PictureState.Stored => next with { Status = JobStatus.Succeeded, ExpiresAt = null },
                    PictureState.Failed => next with { Status = JobStatus.Failed, ExpiresAt = null },
                    _ => next,
                };
        };
    }

    /// <summary>Cancel and deadline end the polling too.</summary>
    public sealed class CloseStopsPolling : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
        {
            if (flow != "CancelGeneration" || seen?.State != TaskState.Running)
                return next;
            var abandoned = next with { State = TaskState.Abandoned, Final = true, NextPollAt = null };
            return abandoned with { Outbox = TaskFacts.Of(abandoned).Aggregate(seen.Outbox, (entries, fact) => entries.With(fact)) };
        };
    }

    /// <summary>What was canceled is nudged with the command, not with the cancel.</summary>
    public sealed class NudgeGenerates : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, seen, next) =>
        {
            if (!(next.Nudges > seen?.Nudges))
                return next;
            var asked = next.Outbox.Except(seen.Outbox).Where(entry => entry.Type == nameof(CancelGeneration)).ToList();
            return asked.Aggregate(next, (job, entry) => job with { Outbox = [.. job.Outbox.Where(other => other != entry), Command(job, entry)] });
        };

        private static OutboxEntry Command(Job job, OutboxEntry asked)
        {
            var cancel = (CancelGeneration)MessageTypes.Read(asked);
            var attempt = job.Attempts[cancel.Attempt - 1];
            return Array.Empty<OutboxEntry>().With(new GenerateImage
            {
                JobId = job.Id,
                Attempt = attempt.Number,
                Indices = attempt.Indices,
                Owner = job.Owner,
                Request = job.Request,
                AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(attempt.AcceptedAt),
                NotAfter = DateTimeOffset.FromUnixTimeMilliseconds(attempt.NotAfter),
            })[0];
        }
    }

    /// <summary>A retry does not cancel the attempt before it.</summary>
    public sealed class RetryLeavesOpen : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, seen, next) =>
            flow != Flow.People || seen is null || next.Attempt == seen.Attempt ? next : next with
            {
                Attempts = [.. seen.Attempts, .. next.Attempts.Skip(seen.Attempts.Count)],
                Outbox = [.. next.Outbox.Where(entry => entry.Type != nameof(CancelGeneration))],
            };
    }

    /// <summary>A worker that slept through its lease gives its unsent intent back to the queue.</summary>
    public sealed class LateNotSentGoesBack : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "SubmitLoop" && seen!.State is TaskState.Unknown or TaskState.Abandoned && next is { State: TaskState.Failed, Error.Code: "not_sent" or "throttled" }
                ? ReadyAgain(seen, life)
                : next;
    }

    /// <summary>Storage gives up what it can't read for a while once the provider has forgotten the task.</summary>
    public sealed class OutageGivesUp : Flaw
    {
        protected override Func<string, ImageCopy?, ImageCopy, ImageCopy?> OfCopies(Life life) => (flow, seen, next) =>
        {
            if (flow != "CopyLoop" || next is not { State: CopyState.Waiting, SourceIsLast: true, Error: not null })
                return next;
            var gone = next with { State = CopyState.Gone, NextTryAt = null };
            return gone with { Outbox = seen!.Outbox.With(CopyFacts.Of(gone)) };
        };
    }

    private static GenerationTask ReadyAgain(GenerationTask task, Life life) => task with
    {
        State = TaskState.Ready,
        Submission = null,
        UnknownReason = null,
        ReadyAt = life.Clock.Now,
        RecoverAt = task.NotAfter,
    };
}
