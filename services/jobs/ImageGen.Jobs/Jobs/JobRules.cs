using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging;

namespace ImageGen.Jobs;

/// <summary>
/// Every decision about a job, without I/O: what people, clocks and facts make of it. A decision that changes nothing returns the very
/// same document. Times are Unix milliseconds.
/// </summary>
internal static partial class JobRules
{
    /// <summary>A new job, with its command in the outbox.</summary>
    public static Job Accept(NewJob order, string id, string owner, long now)
    {
        var job = new Job
        {
            Id = id,
            Owner = owner,
            Request = order.Request,
            WrittenPrompt = order.WrittenPrompt,
            Defaulted = order.Defaulted,
            Priority = order.Priority,
            Title = order.Title,
            Tags = order.Tags,
            Metadata = order.Metadata,
            Price = order.Price,
            QueueDeadlineSeconds = order.QueueDeadlineSeconds,
            DeadlineSeconds = order.DeadlineSeconds,
            Attempt = 0,
            Attempts = [],
            Pictures = [],
            CreatedAt = now,
            ChangedAt = now,
            Revision = 0,
        };
        return Conclude(Begin(job, [.. Enumerable.Range(0, order.Request.Count)], now), now);
    }

    /// <summary>
    /// A person does not want it any more. A job whose outcome is unknown is closed by this as failed: it was not stopped. What the
    /// provider still does goes on and is recorded.
    /// </summary>
    public static Job Cancel(Job job, long now)
    {
        if (job.Ended)
            return job;
        if (job.Status != JobStatus.NeedsAttention)
            return Conclude(GiveUp(job, JobStatus.Canceled, ErrorCodes.Canceled), now);
        var stored = job.Pictures.Any(picture => picture.State == PictureState.Stored);
        return Conclude(GiveUp(job, stored ? JobStatus.PartiallySucceeded : JobStatus.Failed, ErrorCodes.Closed), now);
    }

    /// <summary>The deadline that runs has passed. The clock only suggests: a job that moved on in time does not expire.</summary>
    public static Job Expire(Job job, long now)
    {
        if (job.ExpiresAt is not { } deadline || deadline > now)
            return job;
        return Conclude(GiveUp(job, JobStatus.Expired, deadline == job.Current.NotAfter ? ErrorCodes.QueueDeadline : ErrorCodes.Expired), now);
    }

    /// <summary>What stands against a retry, or null.</summary>
    /// <param name="acceptPossibleCharge">The person knows that a submission with an unknown outcome may be billed beside the new one.</param>
    public static RetryRefusal? RefusalOfRetry(Job job, bool acceptPossibleCharge)
    {
        if (!job.Ended && job.Status != JobStatus.NeedsAttention)
            return RetryRefusal.StillOpen;
        if (Missing(job).Length == 0)
            return RetryRefusal.NothingMissing;
        if (job.Pictures.Any(picture => picture.State == PictureState.Generated))
            return RetryRefusal.PicturesArriving;
        var doubtful = job.Pictures.Any(picture => picture.State is PictureState.Unknown or PictureState.Abandoned);
        return doubtful && !acceptPossibleCharge ? RetryRefusal.PossibleCharge : null;
    }

    /// <summary>
    /// Opens attempt n + 1 for the missing pictures and cancels attempt n in the same write: without that, an unknown part of it would
    /// stay open for ever. The guarded write makes it one attempt however often the button is pressed.
    /// </summary>
    public static Job Retry(Job job, bool acceptPossibleCharge, long now)
    {
        if (RefusalOfRetry(job, acceptPossibleCharge) is { } refusal)
            throw new InvalidOperationException($"{job.Id} can not be retried: {refusal}.");
        var canceled = GiveUp(job, JobStatus.Queued, endCode: null);
        return Conclude(Begin(canceled, Missing(job), now), now);
    }

    /// <summary>
    /// Asks again for every attempt that has not heard its last word: with the cancel where it was canceled (the command would start
    /// it), else with the command exactly as it was.
    /// </summary>
    public static Job Nudge(Job job, long now)
    {
        if (job.Settled)
            return job;
        var outbox = job.Attempts.Where(attempt => !attempt.Closed).Aggregate(job.Outbox, (entries, attempt) => Ask(entries, job, attempt));
        var pause = Math.Min(NudgeMost, NudgeFirst << Math.Min(job.Nudges + 1, 8));
        return job with { Outbox = outbox, Nudges = job.Nudges + 1, NudgeAt = now + pause };
    }

    private static int[] Missing(Job job) =>
        [.. Enumerable.Range(0, job.Request.Count)
            .Except(job.Pictures.Where(picture => picture.State == PictureState.Stored).Select(picture => picture.Index))];

    private static Job Begin(Job job, int[] indices, long now)
    {
        var attempt = new JobAttempt
        {
            Number = job.Attempts.Count + 1,
            Indices = indices,
            AcceptedAt = now,
            NotAfter = now + (job.QueueDeadlineSeconds * 1000L),
        };
        var next = job with
        {
            Attempt = attempt.Number,
            Attempts = [.. job.Attempts, attempt],
            Pictures = [.. job.Pictures, .. indices.Select(index => new JobPicture { Attempt = attempt.Number, Index = index })],
        };
        return next with { Outbox = Ask(next.Outbox, next, attempt) };
    }

    private static Job GiveUp(Job job, JobStatus status, string? endCode)
    {
        var attempt = job.Current with { Canceled = true };
        return job with
        {
            Status = status,
            EndCode = endCode,
            Attempts = Replace(job.Attempts, attempt),
            Outbox = attempt.Closed ? job.Outbox : Ask(job.Outbox, job, attempt),
        };
    }

    private static IReadOnlyList<OutboxEntry> Ask(IReadOnlyList<OutboxEntry> outbox, Job job, JobAttempt attempt)
    {
        object message = attempt.Canceled
            ? new CancelGeneration
            {
                JobId = job.Id,
                Attempt = attempt.Number,
                Indices = attempt.Indices,
                Owner = job.Owner,
                Model = job.Request.Model,
                Group = job.Request.Group,
            }
            : new GenerateImage
            {
                JobId = job.Id,
                Attempt = attempt.Number,
                Indices = attempt.Indices,
                Owner = job.Owner,
                Request = job.Request,
                Priority = job.Priority,
                AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(attempt.AcceptedAt),
                NotAfter = DateTimeOffset.FromUnixTimeMilliseconds(attempt.NotAfter),
            };
        return outbox.With(message, key: $"{message.GetType().Name}:{attempt.Number}");
    }
}
