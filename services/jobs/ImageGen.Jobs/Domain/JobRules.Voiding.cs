using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Domain;

/// <summary>
/// A place in the store where a job would have been: its request reserved room and then was heard of no more. It keeps the id, so that a
/// process that was only asleep can not write the job any more once the room has been given back.
/// </summary>
internal static partial class JobRules
{
    /// <summary>In no list and no loop: it is nobody's, has nothing to do, and its fields are empty.</summary>
    public static Job Void(string id, long now) => Job.Of(new ImageRequest { Model = "", Prompt = "" }) with
    {
        Id = id,
        VoidedAt = now,
        Status = JobStatus.Canceled,
        EndCode = ErrorCodes.Canceled,
        Settled = true,
        CreatedAt = now,
        ChangedAt = now,
        FinishedAt = now,
    };
}
