using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Users;

/// <summary>The users that are known.</summary>
internal sealed class UserStore(IDocuments<User> documents, IOutbox<User> outbox, DocumentIds ids, TimeProvider time)
{
    public async Task<User?> FindAsync(string id, CancellationToken cancellationToken) => (await documents.GetAsync(id, cancellationToken))?.Body;

    /// <exception cref="ProblemException">404.</exception>
    public async Task<User> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) ?? throw ProblemException.Of(404, ErrorCodes.UserNotFound);

    public Task<User?> ByEmailAsync(string email, CancellationToken cancellationToken) => ByAsync(new(User.EmailField, email), cancellationToken);

    public Task<User?> ByIdentityAsync(ExternalIdentity identity, CancellationToken cancellationToken) =>
        ByAsync(new(User.IdentityField, identity.Key()), cancellationToken);

    public Task<DocumentPage<User>> PageAsync(PagePosition? after, int limit, CancellationToken cancellationToken) =>
        documents.PageAsync(new PageQuery { OrderBy = User.CreatedAtField, Descending = false, After = after, Limit = limit }, cancellationToken);

    public User New(string email, string name, UserRole role) =>
        new() { Id = ids.New("usr_"), Email = email, Name = name.Trim(), Role = role, CreatedAt = time.UnixMilliseconds() };

    /// <param name="entry">What is put on record by the same write.</param>
    /// <returns>False where the id or the address is taken.</returns>
    public async Task<bool> TryAddAsync(User user, Audited entry, CancellationToken cancellationToken) =>
        await outbox.InsertAsync(user.With(entry), cancellationToken) is not null;

    /// <param name="entry">What is put on record by the same write, where it changes anything; null for what nobody has asked for.</param>
    /// <exception cref="ProblemException">404; 503: too much of this user is not on record yet.</exception>
    public async Task<User> ChangeAsync(string id, Func<User, User> rule, Audited? entry, CancellationToken cancellationToken) =>
        (await documents.ChangeAsync(id, rule.Recorded(entry), outbox.ReplaceAsync, cancellationToken)).Now?.Body ?? throw ProblemException.Of(404, ErrorCodes.UserNotFound);

    private async Task<User?> ByAsync(FieldValue unique, CancellationToken cancellationToken)
    {
        var found = await documents.PageAsync(new PageQuery { OrderBy = User.CreatedAtField, Where = [unique], Limit = 1 }, cancellationToken);
        return found.Items is [var user] ? user.Body : null;
    }
}
