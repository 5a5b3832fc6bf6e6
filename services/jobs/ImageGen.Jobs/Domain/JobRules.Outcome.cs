namespace ImageGen.Jobs.Domain;

/// <summary>What follows from what is known: pure functions of the document, so the order in which it was learned leaves no trace.</summary>
internal static partial class JobRules
{
    private const long NudgeFirst = 2 * 60_000;
    private const long NudgeMost = 30 * 60_000;

    /// <summary>Draws every conclusion and counts the change; the one way a job gets a new state.</summary>
    private static Job Conclude(Job job, long now)
    {
        var attempts = job.Attempts.Select(attempt => Conclude(job, attempt)).ToArray();
        job = job with { Attempts = attempts };
        if (!job.Ended)
            job = job with { Status = StatusOf(job) };
        var settled = IsSettled(job);
        return job with
        {
            Settled = settled,
            Nudges = 0,
            NudgeAt = settled ? null : now + NudgeFirst,
            ExpiresAt = ExpiryOf(job),
            FinishedAt = job.Ended ? job.FinishedAt ?? now : null,
            ChangedAt = Math.Max(now, job.ChangedAt),
            Revision = job.Revision + 1,
        };
    }

    private static JobAttempt Conclude(Job job, JobAttempt attempt)
    {
        var own = job.PicturesOf(attempt.Number).ToArray();
        var closed = own.All(picture => picture.State.IsFinal());
        return attempt with
        {
            Closed = closed,
            Booking = Settle(attempt.Booking, own, closed),
            Cancellation = attempt.Canceled ? CancellationOf([.. own, .. attempt.Awaits.Select(place => EntryOf(job, place))]) : Cancellation.None,
        };
    }

    private static JobPicture EntryOf(Job job, AwaitedPlace place) =>
        job.Pictures.First(picture => picture.Attempt == place.Attempt && picture.Index == place.Index);

    /// <summary>
    /// <c>Stopped</c> promises that nothing of the attempt was paid, and nothing that it waited for, so one place that was submitted is
    /// enough to deny it.
    /// </summary>
    private static Cancellation CancellationOf(JobPicture[] pictures)
    {
        if (pictures.Any(picture => picture.State >= PictureState.Generated || picture.Billed == true))
            return Cancellation.Charged;
        if (pictures.Any(picture => picture.State is PictureState.Open or PictureState.OnTheWire or PictureState.Unknown or PictureState.Running))
            return Cancellation.Pending;
        return pictures.All(picture => picture.State == PictureState.Stopped) ? Cancellation.Stopped : Cancellation.Unknown;
    }

    /// <summary>The pictures that were there when the current attempt began, and those that decide.</summary>
    private static JobStatus StatusOf(Job job)
    {
        var pictures = job.Deciding.ToArray();
        if (pictures.All(picture => picture.State.IsFinal()))
            return EndOf(job, pictures);
        if (pictures.Any(picture => picture.State is PictureState.Unknown or PictureState.Abandoned))
            return JobStatus.NeedsAttention;
        if (pictures.All(picture => picture.State == PictureState.Generated || picture.State.IsFinal()))
            return JobStatus.Storing;
        return pictures.Any(picture => picture.State != PictureState.Open) ? JobStatus.Running : JobStatus.Queued;
    }

    private static JobStatus EndOf(Job job, JobPicture[] pictures)
    {
        var kept = job.Request.Count - pictures.Length;
        var stored = kept + pictures.Count(picture => picture.State == PictureState.Stored);
        return stored == job.Request.Count ? JobStatus.Succeeded : stored > 0 ? JobStatus.PartiallySucceeded : JobStatus.Failed;
    }

    /// <summary>
    /// While the provider works, its deadline; while parts only wait for room, the queue's. None while pictures are copied (they are paid,
    /// however long our store is away) and none while the job waits for a person. A retry gives what it waits for the whole time anew.
    /// </summary>
    private static long? ExpiryOf(Job job)
    {
        if (job.Status is not (JobStatus.Queued or JobStatus.Running))
            return null;
        var started = job.Deciding
            .Where(IsWorkedOn)
            .Max(picture => StartOf(picture, job.Attempts[picture.Attempt - 1]));
        return started is { } latest ? Math.Max(latest, job.Current.AcceptedAt) + (job.DeadlineSeconds * 1000L) : job.Current.NotAfter;
    }

    private static bool IsWorkedOn(JobPicture picture) => picture.State is PictureState.OnTheWire or PictureState.Running;

    private static long? StartOf(JobPicture picture, JobAttempt attempt) =>
        (picture.State == PictureState.OnTheWire ? picture.OnTheWireSince : null) ?? attempt.LastStartedAt;
}
