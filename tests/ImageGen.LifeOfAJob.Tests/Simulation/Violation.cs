namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What must never be.</summary>
internal enum Invariant
{
    /// <summary>At most one submission on the wire for each (job, attempt, part).</summary>
    PaidOnce,

    /// <summary>Nothing goes to the provider without a written intent.</summary>
    IntentFirst,

    /// <summary>A task that was unknown, abandoned or canceled is never submitted anew.</summary>
    GivenUpStaysGivenUp,

    /// <summary><c>stopped</c> promises that nothing of the attempt was paid.</summary>
    StoppedIsUnpaid,

    /// <summary>An end status changes only by a new attempt.</summary>
    EndStaysEnd,

    /// <summary>A task id once recorded is never lost from its document.</summary>
    NothingLearnedIsLost,

    /// <summary>A paid picture whose task id a living worker had is stored or gone.</summary>
    PaidPictureArrives,

    /// <summary>From everywhere, without further faults, a job ends or waits for a person.</summary>
    NeverStuck,

    /// <summary>Snapshots: one content for each version, never beyond the job's.</summary>
    SnapshotsGrow,

    /// <summary>A stored picture's object is there and is the right one.</summary>
    ObjectIsThePicture,

    /// <summary>Only a picture that nobody can read any more is given up.</summary>
    GoneMeansGone,

    /// <summary>What is billed is what was delivered.</summary>
    BilledIsDelivered,

    /// <summary>At rest, jobs say what tasks and copies say.</summary>
    DocumentsAgree,

    /// <summary>An end status is what the pictures of its own attempt came to.</summary>
    StatusIsOfItsAttempt,

    /// <summary>Never more tasks with the provider at a time than the limit says.</summary>
    LimitHolds,

    /// <summary>A handler met a fault that nobody had injected.</summary>
    NoSurprises,
}

internal sealed record Violation(Invariant Invariant, string Message);
