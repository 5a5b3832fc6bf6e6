using ImageGen.Contracts;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Domain;

/// <summary>One time a person asked for pictures. Times are Unix milliseconds.</summary>
internal sealed record JobAttempt : DocumentPart
{
    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>The places it is to fill. Never changes: a nudge must carry the very command of the beginning.</summary>
    public required IReadOnlyList<int> Indices { get; init; }

    /// <summary>Missing places that were left to earlier attempts when this one began. They and its own decide the status of the job.</summary>
    public IReadOnlyList<AwaitedPlace> Awaits { get; init; } = [];

    /// <summary>Those of <see cref="Indices"/> that a later attempt asked for anew while nobody knew what had become of them.</summary>
    public IReadOnlyList<int> Superseded { get; init; } = [];

    /// <summary>The request that opened it, where that carried a key.</summary>
    public AttemptKey? OpenedBy { get; init; }

    /// <summary>What it counts against; null in a job from before there were ledgers.</summary>
    public AttemptBooking? Booking { get; init; }

    public required long AcceptedAt { get; init; }

    /// <summary>The queue deadline: after it the worker submits nothing of this attempt.</summary>
    public required long NotAfter { get; init; }

    /// <summary>It asks with <c>CancelGeneration</c> from now on; asking with the command would start it.</summary>
    public bool Canceled { get; init; }

    /// <summary>Whose wish that is, one of <see cref="CancelReason"/>; null in a document of a version that did not say.</summary>
    public string? CanceledFor { get; init; }

    public Cancellation Cancellation { get; init; }

    /// <summary>A final fact is known for each of its places.</summary>
    public bool Closed { get; init; }

    /// <summary>When the provider accepted its first part.</summary>
    public long? StartedAt { get; init; }

    /// <summary>When the provider accepted its latest part: the deadline runs from here.</summary>
    public long? LastStartedAt { get; init; }
}

/// <summary>A place that an earlier attempt is about to fill.</summary>
internal sealed record AwaitedPlace(int Attempt, int Index) : DocumentPart;

/// <summary>Names a request, so that its repetition is known.</summary>
/// <param name="Id">A hash of its idempotency key, its caller and its address.</param>
/// <param name="Fingerprint">A hash of its content.</param>
internal sealed record AttemptKey(string Id, string Fingerprint) : DocumentPart;
