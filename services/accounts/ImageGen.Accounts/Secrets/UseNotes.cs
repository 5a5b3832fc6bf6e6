using ImageGen.Persistence;

namespace ImageGen.Accounts.Secrets;

internal static class UseNotes
{
    /// <summary>
    /// Notes that a session or key was used. That it can not be noted is nobody's trouble: where the disk is full, or the store takes no
    /// writes for a while, people can still look at what is theirs.
    /// </summary>
    /// <param name="used">The very body that was seen where there is nothing to note.</param>
    public static async Task NoteUseAsync<T>(this IDocuments<T> documents, Stored<T> seen, T used, CancellationToken cancellationToken) where T : class
    {
        if (ReferenceEquals(used, seen.Body))
            return;
        try
        {
            await documents.ReplaceAsync(seen, used, cancellationToken);
        }
        catch (Exception error) when (error is DocumentStoreFullException or DocumentStoreUnavailableException)
        {
            // The next use is noted.
        }
    }
}
