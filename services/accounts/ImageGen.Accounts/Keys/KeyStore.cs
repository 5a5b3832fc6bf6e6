using ImageGen.Accounts.Secrets;
using ImageGen.Auditing;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Keys;

internal sealed class KeyStore(IDocuments<ApiKey> documents, IOutbox<ApiKey> outbox, TimeProvider time)
{
    /// <summary>Of one user.</summary>
    public const int Most = 100;

    /// <param name="entry">What is put on record by the same write.</param>
    public Task AddAsync(ApiKey key, Audited entry, CancellationToken cancellationToken) => outbox.InsertAsync(key.With(entry), cancellationToken);

    public async Task<IReadOnlyList<ApiKey>> OfUserAsync(string userId, CancellationToken cancellationToken)
    {
        var query = new PageQuery { OrderBy = ApiKey.CreatedAtField, Where = [new(ApiKey.UserField, userId)], Limit = Most };
        return [.. (await documents.PageAsync(query, cancellationToken)).Items.Select(key => key.Body)];
    }

    /// <param name="text">As the caller has shown it.</param>
    public async Task<Stored<ApiKey>?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!ApiKeyText.IsWellFormed(text))
            return null;
        var query = new PageQuery { OrderBy = ApiKey.CreatedAtField, Where = [new(ApiKey.HashField, SecretText.HashOf(text))], Limit = 1 };
        return (await documents.PageAsync(query, cancellationToken)).Items is [var key] ? key : null;
    }

    /// <inheritdoc cref="UseNotes.NoteUseAsync"/>
    public Task UseAsync(Stored<ApiKey> seen, CancellationToken cancellationToken) =>
        documents.NoteUseAsync(seen, key => KeyRules.Use(key, time.UnixMilliseconds()), cancellationToken);

    /// <param name="entry">What is put on record by the same write, where it changes anything.</param>
    /// <returns>Null where the user has no such key.</returns>
    public async Task<ApiKey?> RenameAsync(string userId, string id, string name, Audited entry, CancellationToken cancellationToken)
    {
        Func<ApiKey, ApiKey> rule = seen => seen.UserId == userId && seen.Name != name ? seen with { Name = name } : seen;
        var key = (await documents.ChangeAsync(id, rule.Recorded(entry), outbox.ReplaceAsync, cancellationToken)).Now?.Body;
        return key?.UserId == userId ? key : null;
    }

    /// <param name="entry">What is put on record before.</param>
    /// <returns>False where the user has no such key.</returns>
    /// <exception cref="ProblemException">503: it can not be put on record.</exception>
    public async Task<bool> DeleteAsync(string userId, string id, Audited entry, CancellationToken cancellationToken)
    {
        while (await documents.GetAsync(id, cancellationToken) is { } seen && seen.Body.UserId == userId)
        {
            if (await outbox.DeleteRecordedAsync(seen, entry, cancellationToken))
                return true;
        }

        return false;
    }
}
