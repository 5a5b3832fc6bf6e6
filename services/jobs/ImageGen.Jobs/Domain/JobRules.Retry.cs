namespace ImageGen.Jobs.Domain;

/// <summary>Retries: the one way by which a place may be paid for twice, and only where a person has agreed to that.</summary>
internal static partial class JobRules
{
    /// <summary>What stands against a retry, or null.</summary>
    /// <param name="acceptPossibleCharge">The person knows that earlier submissions may be billed beside the new ones.</param>
    public static RetryRefusal? RefusalOfRetry(Job job, bool acceptPossibleCharge)
    {
        if (!job.Ended && job.Status != JobStatus.NeedsAttention)
            return RetryRefusal.StillOpen;
        return RetryPlan.Of(job) switch
        {
            { Places.Count: 0, Awaits.Count: 0 } => RetryRefusal.NothingMissing,
            { Places.Count: 0 } => RetryRefusal.PicturesArriving,
            { PossibleCharge.Count: > 0 } when !acceptPossibleCharge => RetryRefusal.PossibleCharge,
            _ => null,
        };
    }

    /// <summary>
    /// Opens attempt n + 1 for the places that can not come any more or are in doubt; what is about to come is left to its attempt.
    /// Those in doubt are superseded in the same write: without that they would stay open for ever. The guarded write makes it one
    /// attempt however often the button is pressed.
    /// </summary>
    public static Job Retry(Job job, bool acceptPossibleCharge, long now, AttemptKey? key = null)
    {
        if (RefusalOfRetry(job, acceptPossibleCharge) is { } refusal)
            throw new InvalidOperationException($"{job.Id} can not be retried: {refusal}.");
        var plan = RetryPlan.Of(job);
        return Conclude(Begin(Supersede(job, plan.Places) with { Status = JobStatus.Queued, EndCode = null }, new JobAttempt
        {
            Number = job.Attempts.Count + 1,
            Indices = plan.Places,
            Awaits = plan.Awaits,
            OpenedBy = key,
            AcceptedAt = now,
            NotAfter = now + (job.QueueDeadlineSeconds * 1000L),
        }), now);
    }

    /// <summary>What was canceled already is asked about as a whole; else only the places that are ordered anew are given up.</summary>
    private static Job Supersede(Job job, IReadOnlyList<int> places)
    {
        foreach (var attempt in job.Attempts.Where(attempt => !attempt.Canceled))
        {
            var open = job.PicturesOf(attempt.Number)
                .Where(picture => !picture.State.IsFinal() && places.Contains(picture.Index))
                .Select(picture => picture.Index)
                .Except(attempt.Superseded)
                .ToArray();
            if (open.Length == 0)
                continue;
            var superseded = attempt with { Superseded = [.. attempt.Superseded.Concat(open).Order()] };
            job = job with { Attempts = Replace(job.Attempts, superseded), Outbox = Ask(job.Outbox, job, superseded) };
        }
        return job;
    }
}
