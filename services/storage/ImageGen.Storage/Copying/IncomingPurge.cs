using ImageGen.ObjectStorage;
using ImageGen.ObjectStorage.Keys;
using ImageGen.Storage.Copies;
using Microsoft.Extensions.Logging;

namespace ImageGen.Storage.Copying;

/// <summary>
/// Deletes what a worker has put aside for a copy and what no copy needs: left by one who died between the put and the word of it, or put
/// once more after the picture was stored.
/// </summary>
internal sealed partial class IncomingPurge(IObjectStore objects, CopyStore copies, TimeProvider time, ILogger<IncomingPurge> logger)
{
    /// <summary>Of what belongs to a stored picture. Younger ones may be in the hands of a copier that is late.</summary>
    public static readonly TimeSpan Needless = TimeSpan.FromDays(1);

    /// <summary>Of what no copy names. A worker may not have been able to say so yet: it keeps a task for 14 days at most.</summary>
    public static readonly TimeSpan Unclaimed = TimeSpan.FromDays(30);

    /// <returns>How many were deleted.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        await foreach (var found in objects.ListAsync(PictureKeys.IncomingFolder, cancellationToken))
        {
            try
            {
                if (await IsNeedlessAsync(found, cancellationToken))
                {
                    await objects.DeleteAsync(found.Key, cancellationToken);
                    deleted++;
                }
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(found.Key, error.Message);
            }
        }
        return deleted;
    }

    private async Task<bool> IsNeedlessAsync(ListedObject found, CancellationToken cancellationToken)
    {
        var age = time.GetUtcNow() - found.PutAt;
        if (age < Needless)
            return false;
        var copy = await copies.FindAsync(found.Key[(PictureKeys.IncomingFolder.Length + 1)..], cancellationToken);
        return copy?.Body switch
        {
            { State: CopyState.Stored } or { Purge: not null } => true,
            { State: CopyState.Waiting, Source.Key: { } key } when key == found.Key => false,
            _ => age >= Unclaimed,
        };
    }

    [LoggerMessage(LogLevel.Warning, "{Key} could not be looked after; it is tried again: {Reason}")]
    private partial void LogFailed(string key, string reason);
}
