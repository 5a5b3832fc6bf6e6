namespace ImageGen.Persistence;

/// <summary>For loops over claimed documents: one that fails costs only itself.</summary>
public static class EachByItself
{
    /// <summary>Works on each, one after the other.</summary>
    /// <param name="failed">Is told of each that failed, by its id. It stays claimed, and is due again when that has passed.</param>
    /// <exception cref="DocumentStoreUnavailableException">The store itself is away: the others would fail as well.</exception>
    /// <exception cref="DocumentStoreFullException">The same of its disk.</exception>
    public static async Task EachAsync<T>(
        this IEnumerable<Stored<T>> documents, Func<Stored<T>, Task> work, Action<Exception, string> failed, CancellationToken cancellationToken) where T : class
    {
        foreach (var document in documents) await document.ByItselfAsync(work, failed, cancellationToken);
    }

    /// <summary>Works on all at once.</summary>
    /// <inheritdoc cref="EachAsync"/>
    public static Task AllAsync<T>(
        this IEnumerable<Stored<T>> documents, Func<Stored<T>, Task> work, Action<Exception, string> failed, CancellationToken cancellationToken) where T : class =>
        Task.WhenAll(documents.Select(document => document.ByItselfAsync(work, failed, cancellationToken)));

    private static async Task ByItselfAsync<T>(
        this Stored<T> document, Func<Stored<T>, Task> work, Action<Exception, string> failed, CancellationToken cancellationToken) where T : class
    {
        try
        {
            await work(document);
        }
        catch (Exception error) when (error is not (DocumentStoreUnavailableException or DocumentStoreFullException) && !cancellationToken.IsCancellationRequested)
        {
            failed(error, document.Id);
        }
    }
}
