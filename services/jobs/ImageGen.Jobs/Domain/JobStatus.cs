namespace ImageGen.Jobs.Domain;

/// <summary>Where a job is. <c>Succeeded</c> to <c>Expired</c> end its attempt; only a retry by a person opens another.</summary>
internal enum JobStatus
{
    Queued,
    Running,
    Storing,
    Succeeded,
    PartiallySucceeded,
    Failed,
    Canceled,
    Expired,

    /// <summary>Open: a submission went out and nobody knows what became of it. A late fact or a person decides.</summary>
    NeedsAttention,
}
