using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Jobs.Domain;

/// <summary>
/// Every decision about a job, without I/O: what people, clocks and facts make of it. A decision that changes nothing returns the very
/// same document. Times are Unix milliseconds.
/// </summary>
internal static partial class JobRules
{
    /// <summary>A new job, with its command in the outbox.</summary>
    /// <param name="asked">As <see cref="Job.Of"/> began it.</param>
    public static Job Accept(Job asked, string id, string owner, long now) =>
        Conclude(Begin(asked with { Id = id, Owner = owner, CreatedAt = now, ChangedAt = now }, new JobAttempt
        {
            Number = 1,
            Indices = [.. Enumerable.Range(0, asked.Request.Count)],
            AcceptedAt = now,
            NotAfter = now + (asked.QueueDeadlineSeconds * 1000L),
        }), now);

    /// <summary>
    /// A person does not want it any more. A job whose outcome is unknown is closed by this as failed: it was not stopped. What the
    /// provider still does goes on and is recorded.
    /// </summary>
    public static Job Cancel(Job job, long now)
    {
        if (job.Ended)
            return job;
        if (job.Status != JobStatus.NeedsAttention)
            return Conclude(GiveUp(job, JobStatus.Canceled, ErrorCodes.Canceled, CancelReason.Person), now);
        var stored = job.Pictures.Any(picture => picture.State == PictureState.Stored);
        return Conclude(GiveUp(job, stored ? JobStatus.PartiallySucceeded : JobStatus.Failed, ErrorCodes.Closed, CancelReason.Person), now);
    }

    /// <summary>
    /// The deadline that runs has passed. The clock only suggests: a job that moved on in time does not expire. It ends the job, and
    /// nothing that was submitted.
    /// </summary>
    public static Job Expire(Job job, long now)
    {
        if (job.ExpiresAt is not { } deadline || deadline > now)
            return job;
        return Conclude(GiveUp(job, JobStatus.Expired, job.Deciding.Any(IsWorkedOn) ? ErrorCodes.Expired : ErrorCodes.QueueDeadline, CancelReason.Deadline), now);
    }

    /// <summary>
    /// Asks again for every attempt that has not heard its last word: with the cancel where it was canceled (the command would start
    /// it), else with the command as it was, but for the places that a later attempt has asked for anew.
    /// </summary>
    public static Job Nudge(Job job, long now)
    {
        if (job.Settled)
            return job;
        var outbox = job.Attempts.Where(attempt => !attempt.Closed).Aggregate(job.Outbox, (entries, attempt) => Ask(entries, job, attempt));
        var pause = Math.Min(NudgeMost, NudgeFirst << Math.Min(job.Nudges + 1, 8));
        return job with { Outbox = outbox, Nudges = job.Nudges + 1, NudgeAt = now + pause };
    }

    private static Job Begin(Job job, JobAttempt attempt)
    {
        var next = job with
        {
            Attempt = attempt.Number,
            Attempts = [.. job.Attempts, attempt],
            Pictures = [.. job.Pictures, .. attempt.Indices.Select(index => new JobPicture { Attempt = attempt.Number, Index = index })],
        };
        return next with { Outbox = Ask(next.Outbox, next, attempt) };
    }

    /// <summary>Every attempt that has not heard its last word is given up: the job ends for all of them.</summary>
    private static Job GiveUp(Job job, JobStatus status, string endCode, string why)
    {
        var givenUp = job with { Status = status, EndCode = endCode, Attempts = [.. job.Attempts.Select(attempt => GiveUp(job, attempt, why))] };
        return givenUp with { Outbox = givenUp.Attempts.Where(attempt => attempt.Canceled).Aggregate(job.Outbox, (outbox, attempt) => Ask(outbox, givenUp, attempt)) };
    }

    // A clock does not take a person's wish back.
    private static JobAttempt GiveUp(Job job, JobAttempt attempt, string why) => attempt.Closed && attempt.Number != job.Attempt
        ? attempt
        : attempt with { Canceled = true, CanceledFor = attempt.CanceledFor == CancelReason.Person ? CancelReason.Person : why };

    /// <summary>Puts into the outbox what is to be asked about the attempt now; what was to be asked before and has not left leaves it.</summary>
    private static IReadOnlyList<OutboxEntry> Ask(IReadOnlyList<OutboxEntry> outbox, Job job, JobAttempt attempt)
    {
        IReadOnlyList<OutboxEntry> others = [.. outbox.Where(entry => entry.Key != KeyOf<GenerateImage>(attempt) && entry.Key != KeyOf<CancelGeneration>(attempt))];
        // A group is one call: whoever gives up a place of it gives up the call.
        var withdrawn = attempt.Canceled || (job.Request.Group && attempt.Superseded.Count > 0) ? attempt.Indices : attempt.Superseded;
        IReadOnlyList<int> wanted = [.. attempt.Indices.Except(withdrawn)];
        if (IsOpen(wanted))
            others = others.With(CommandOf(job, attempt, wanted), KeyOf<GenerateImage>(attempt));
        if (IsOpen(withdrawn))
            others = others.With(CancelOf(job, attempt, withdrawn), KeyOf<CancelGeneration>(attempt));
        return others;

        bool IsOpen(IReadOnlyList<int> places) => job.PicturesOf(attempt.Number).Any(picture => !picture.State.IsFinal() && places.Contains(picture.Index));
    }

    private static string KeyOf<TMessage>(JobAttempt attempt) => $"{typeof(TMessage).Name}:{attempt.Number}";

    private static GenerateImage CommandOf(Job job, JobAttempt attempt, IReadOnlyList<int> indices) => new()
    {
        JobId = job.Id,
        Attempt = attempt.Number,
        Indices = indices,
        Owner = job.Owner,
        Request = job.Request,
        Priority = job.Priority,
        AcceptedAt = DateTimeOffset.FromUnixTimeMilliseconds(attempt.AcceptedAt),
        NotAfter = DateTimeOffset.FromUnixTimeMilliseconds(attempt.NotAfter),
        HeldFor = job.HeldFor,
    };

    private static CancelGeneration CancelOf(Job job, JobAttempt attempt, IReadOnlyList<int> indices) => new()
    {
        JobId = job.Id,
        Attempt = attempt.Number,
        Indices = indices,
        Owner = job.Owner,
        Model = job.Request.Model,
        Group = job.Request.Group,
        Why = attempt.Canceled ? attempt.CanceledFor : CancelReason.Superseded,
        HeldFor = job.HeldFor,
    };
}
