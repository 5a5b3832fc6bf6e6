namespace ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;

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

    /// <summary>What is said not to be billed was not paid.</summary>
    UnbilledIsUnpaid,

    /// <summary>A retry orders no place that is still coming, and none that may be paid twice unless a person agreed to that.</summary>
    RetryNeedsConsent,

    /// <summary>Only a person's cancel is passed on to the provider, never a deadline or a retry.</summary>
    ClocksStopNothing,

    /// <summary>A command that had not left when a person canceled does not leave later.</summary>
    WithdrawnStaysHere,

    /// <summary>An end status changes only by a new attempt.</summary>
    EndStaysEnd,

    /// <summary>A task id once recorded is never lost from its document.</summary>
    NothingLearnedIsLost,

    /// <summary>A paid picture that a living process or a document knew of is stored.</summary>
    PaidPictureArrives,

    /// <summary>A running task ends by the provider's word, or when the provider has forgotten it.</summary>
    EndsByItsWord,

    /// <summary>Only a picture whose last link has expired is given up.</summary>
    GoneMeansGone,

    /// <summary>From everywhere, without further faults, a job ends or waits for a person, and what was put aside for it is gone.</summary>
    NeverStuck,

    /// <summary>A job that nothing of its own is wrong with succeeds, whatever becomes of others.</summary>
    CostsOnlyItself,

    /// <summary>Such a job does so in time.</summary>
    GoesOn,

    /// <summary>Nobody is overtaken by more than his share.</summary>
    TakesTurns,

    /// <summary>A part that only waits is ended by no deadline but that of the queue.</summary>
    DeadlineFits,

    /// <summary>A person's cancel of a running task reaches the provider.</summary>
    WishesArrive,

    /// <summary>The provider is not asked more often than it answers.</summary>
    AskedInBudget,

    /// <summary>However often the provider says that it was too often, it is asked again in a moment.</summary>
    AskingGoesOn,

    /// <summary>No place and no slot is held for nothing.</summary>
    NothingIsLeft,

    /// <summary>A request that is repeated is the same one.</summary>
    RepeatedIsOne,

    /// <summary>A model that a living worker serves is offered.</summary>
    OfferedIsTaken,

    /// <summary>A process that is asked to stop does not wait for those who wait.</summary>
    StopsInTime,

    /// <summary>What another version wrote into a document stays in it.</summary>
    OthersMembersStay,

    /// <summary>Snapshots: one content for each version, never beyond the job's.</summary>
    SnapshotsGrow,

    /// <summary>A stored picture's object is there and is the right one.</summary>
    ObjectIsThePicture,

    /// <summary>What is billed is what was delivered.</summary>
    BilledIsDelivered,

    /// <summary>At rest, jobs say what tasks and copies say.</summary>
    DocumentsAgree,

    /// <summary>At rest, ledgers say what jobs say.</summary>
    LedgersAgree,

    /// <summary>An end status is what the pictures of its own attempt came to.</summary>
    StatusIsOfItsAttempt,

    /// <summary>Never more tasks with the provider at a time than the limit says.</summary>
    LimitHolds,

    /// <summary>An object of a picture is deleted only when the picture is marked, and that only when its job is marked, settled, and not wanted back.</summary>
    OnlyMarkedGoes,

    /// <summary>After the sweep no object is without its document, and no document without its object.</summary>
    NoOrphans,

    /// <summary>Somebody met a fault that nobody had injected.</summary>
    NoSurprises,
}

internal sealed record Violation(Invariant Invariant, string Message);
