using ImageGen.Jobs.Create;

namespace ImageGen.Jobs.Batches;

/// <summary>One job of a batch, as it is asked for.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Request">Null where the caller has written null.</param>
/// <param name="Locate">Where in the batch a member of the request stands: a JSON pointer of the one becomes one of the other.</param>
internal sealed record BatchEntry(int Index, CreateJobRequest? Request, Func<string, string> Locate);
