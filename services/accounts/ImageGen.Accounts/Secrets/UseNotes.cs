using ImageGen.Persistence;

namespace ImageGen.Accounts.Secrets;

internal static class UseNotes
{
    /// <summary>
    /// Notes that a session or key was used. That it can not be noted is nobody's trouble: where the disk is full, or the store takes no
    /// writes for a while, people can still look at what is theirs.
    /// </summary>
    /// <param name="use">Returns the very body where there is nothing to note.</param>
    public static async Task NoteUseAsync<T>(this IDocuments<T> documents, Stored<T> seen, Func<T, T> use, CancellationToken cancellationToken) where T : class
    {
        try
        {
            // Its outbox may be emptied at the same moment.
            await documents.ChangeAsync(seen, use, documents.ReplaceAsync, cancellationToken);
        }
        catch (Exception error) when (error is DocumentStoreFullException or DocumentStoreUnavailableException or DocumentContendedException)
        {
            // The next use is noted.
        }
    }
}
