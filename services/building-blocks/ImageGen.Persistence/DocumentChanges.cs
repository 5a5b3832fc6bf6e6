namespace ImageGen.Persistence;

/// <summary>
/// The one way to change a document: read, decide, replace exactly what was read; and decide again where somebody else was faster. A rule
/// that returns the very document that it was given changes nothing. It may run several times, so it decides and does nothing else.
/// </summary>
/// <remarks>Each of these throws <see cref="DocumentContendedException"/> where somebody else was faster each time.</remarks>
public static class DocumentChanges
{
    /// <summary>Each lost round is one that somebody else has won, and no document has so many writers at once.</summary>
    public const int MostRounds = 100;

    /// <summary>Changes what is stored; what is absent stays absent.</summary>
    public static Task<Change<T>> ChangeAsync<T>(
        this IDocuments<T> documents, string id, Func<T, T> rule, CancellationToken cancellationToken) where T : class =>
        documents.ChangeAsync(id, rule, documents.ReplaceAsync, cancellationToken);

    /// <inheritdoc cref="ChangeAsync{T}(IDocuments{T}, string, Func{T, T}, CancellationToken)"/>
    /// <param name="replace">Writes in the place of <see cref="IDocuments{T}.ReplaceAsync"/>, such as an outbox.</param>
    public static async Task<Change<T>> ChangeAsync<T>(
        this IDocuments<T> documents, string id, Func<T, T> rule, Replace<T> replace, CancellationToken cancellationToken) where T : class =>
        await documents.GetAsync(id, cancellationToken) is { } seen
            ? await documents.ChangeAsync(seen, rule, replace, cancellationToken)
            : default;

    /// <summary>The same, beginning with what the caller has seen.</summary>
    /// <param name="replace">Writes in the place of <see cref="IDocuments{T}.ReplaceAsync"/>, such as an outbox.</param>
    public static async Task<Change<T>> ChangeAsync<T>(
        this IDocuments<T> documents, Stored<T> seen, Func<T, T> rule, Replace<T> replace, CancellationToken cancellationToken) where T : class
    {
        var current = seen;
        for (var round = 0; round < MostRounds; round++)
        {
            var next = rule(current.Body);
            if (ReferenceEquals(next, current.Body))
                return new Change<T>(current, Written: false);
            if (await replace(current, next, cancellationToken) is { } written)
                return new Change<T>(written, Written: true);
            if (await documents.GetAsync(seen.Id, cancellationToken) is not { } newer)
                return default;
            current = newer;
        }

        throw new DocumentContendedException(seen.Id, MostRounds);
    }

    /// <summary>Changes what is stored, or inserts what the rule makes of a document that nobody has written yet.</summary>
    /// <param name="fresh">Makes that document.</param>
    public static async Task<Change<T>> AddOrChangeAsync<T>(
        this IDocuments<T> documents, string id, Func<T> fresh, Func<T, T> rule, CancellationToken cancellationToken) where T : class =>
        await documents.AddOrChangeAsync(id, await documents.GetAsync(id, cancellationToken), fresh, rule, cancellationToken);

    /// <inheritdoc cref="AddOrChangeAsync{T}(IDocuments{T}, string, Func{T}, Func{T, T}, CancellationToken)"/>
    /// <param name="seen">What the caller has seen; null where there was nothing.</param>
    public static async Task<Change<T>> AddOrChangeAsync<T>(
        this IDocuments<T> documents, string id, Stored<T>? seen, Func<T> fresh, Func<T, T> rule, CancellationToken cancellationToken) where T : class
    {
        var current = seen;
        for (var round = 0; round < MostRounds; round++)
        {
            var body = current?.Body ?? fresh();
            var next = rule(body);
            if (ReferenceEquals(next, body))
                return new Change<T>(current, Written: false);
            var written = current is null
                ? await documents.InsertAsync(next, cancellationToken)
                : await documents.ReplaceAsync(current, next, cancellationToken);
            if (written is not null)
                return new Change<T>(written, Written: true);
            current = await documents.GetAsync(id, cancellationToken);
        }

        throw new DocumentContendedException(id, MostRounds);
    }
}

/// <summary>Replaces exactly the version that was seen.</summary>
/// <returns>The new state, or null where somebody else was faster.</returns>
public delegate Task<Stored<T>?> Replace<T>(Stored<T> seen, T next, CancellationToken cancellationToken) where T : class;

/// <summary>What a change came to.</summary>
/// <param name="Now">The document as it is now; null where there is none.</param>
/// <param name="Written">Whether this call has written it.</param>
public readonly record struct Change<T>(Stored<T>? Now, bool Written) where T : class;
