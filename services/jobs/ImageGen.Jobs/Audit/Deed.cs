using ImageGen.Contracts;

namespace ImageGen.Jobs.Audit;

/// <summary>What somebody does with a job, as it is to be on record.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Details">With which parameters it was asked for.</param>
/// <param name="Object">The id of what it is done to; null where that is the job itself.</param>
internal sealed record Deed(string Action, IReadOnlyDictionary<string, string>? Details = null, string? Object = null);
