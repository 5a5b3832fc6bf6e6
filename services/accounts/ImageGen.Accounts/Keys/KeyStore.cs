using ImageGen.Accounts.Secrets;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Keys;

internal sealed class KeyStore(IDocuments<ApiKey> documents, TimeProvider time)
{
    /// <summary>Of one user.</summary>
    public const int Most = 100;

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) => documents.InsertAsync(key, cancellationToken);

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
        documents.NoteUseAsync(seen, KeyRules.Use(seen.Body, time.UnixMilliseconds()), cancellationToken);

    /// <returns>Null where the user has no such key.</returns>
    public async Task<ApiKey?> RenameAsync(string userId, string id, string name, CancellationToken cancellationToken)
    {
        var key = (await documents.ChangeAsync(id, seen => seen.UserId == userId ? seen with { Name = name } : seen, cancellationToken)).Now?.Body;
        return key?.UserId == userId ? key : null;
    }

    /// <returns>False where the user has no such key.</returns>
    public async Task<bool> DeleteAsync(string userId, string id, CancellationToken cancellationToken)
    {
        while (await documents.GetAsync(id, cancellationToken) is { } seen && seen.Body.UserId == userId)
        {
            if (await documents.DeleteAsync(seen, cancellationToken))
                return true;
        }

        return false;
    }
}
