namespace ImageGen.Jobs.Domain;

/// <summary>What ledgers hear of a job: for each attempt one figure when it closes, and one that only grows for what is billed after that.</summary>
internal static partial class JobRules
{
    /// <summary>Writes down which reservation the latest attempt was accepted with.</summary>
    public static Job Book(Job job, AttemptBooking booking) => job with { Attempts = Replace(job.Attempts, job.Current with { Booking = booking }) };

    /// <returns>How many pictures of the attempt were billed after it had been settled.</returns>
    public static int LateOf(Job job, JobAttempt attempt) => attempt.Booking?.Settled is { } settled ? BilledOf(job, attempt) - settled : 0;

    /// <summary>Something was billed late, and the ledgers have not heard of it.</summary>
    public static bool Owes(Job job, JobAttempt attempt) => attempt.Booking is { } booking && LateOf(job, attempt) > booking.Told;

    /// <summary>The ledgers have heard of so many. Nothing that people see changes.</summary>
    public static Job Told(Job job, int attempt, int late)
    {
        if (AttemptOf(job, attempt) is not { Booking: { } booking } known || booking.Told >= late)
            return job;
        var told = job with { Attempts = Replace(job.Attempts, known with { Booking = booking with { Told = late } }) };
        return IsSettled(told) ? told with { Settled = true, NudgeAt = null } : told;
    }

    private static int BilledOf(Job job, JobAttempt attempt) => job.PicturesOf(attempt.Number).Count(picture => picture.Billed == true);

    private static bool IsSettled(Job job) => job.Ended && job.Attempts.All(attempt => attempt.Closed && !Owes(job, attempt));

    private static AttemptBooking? Settle(AttemptBooking? booking, JobPicture[] own, bool closed) =>
        booking is { Settled: null } && closed ? booking with { Settled = own.Count(picture => picture.Billed == true) } : booking;
}
