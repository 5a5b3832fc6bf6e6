using ImageGen.Persistence;
using ImageGen.Volcengine.Limits;
using ImageGen.Volcengine.Tasks;

namespace ImageGen.Volcengine.Submitting;

/// <summary>A waiting part whose turn it is.</summary>
/// <param name="Opening">Where it may go out; null where no key for its API is configured.</param>
internal sealed record Turn(Stored<GenerationTask> Task, Opening? Opening);
