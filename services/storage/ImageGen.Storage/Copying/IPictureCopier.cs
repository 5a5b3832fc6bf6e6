using ImageGen.Storage.Copies;

namespace ImageGen.Storage.Copying;

/// <summary>The bytes' way from a source into our store. All input and output of a copy is behind this; all decisions are before it.</summary>
internal interface IPictureCopier
{
    /// <summary>Reads, checks, labels and puts one picture, in bounded time.</summary>
    /// <returns>Every outcome that can happen; only a cancellation throws.</returns>
    Task<CopyResult> CopyAsync(string imageId, CopySource source, CancellationToken cancellationToken);

    /// <summary>Removes an object that nothing refers to any more. Best effort: a failure is logged, not thrown.</summary>
    Task DiscardAsync(string key, CancellationToken cancellationToken);
}
