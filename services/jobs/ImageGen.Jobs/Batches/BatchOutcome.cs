using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Batches;

/// <summary>What became of one entry: a job, or the reason why there is none.</summary>
internal sealed record BatchOutcome(int Index, Job? Job, ProblemException? Problem);

/// <param name="Id">Of the batch.</param>
/// <param name="Outcomes">One for each entry, in their order.</param>
/// <param name="Replayed">The same request came before, with the same key.</param>
internal sealed record CreatedBatch(string Id, IReadOnlyList<BatchOutcome> Outcomes, bool Replayed);
