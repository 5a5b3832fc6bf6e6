using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Accounts.Users;

/// <summary>The users that are known.</summary>
internal sealed class UserStore(IDocuments<User> documents, DocumentIds ids, TimeProvider time)
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

    /// <returns>False where the id or the address is taken.</returns>
    public async Task<bool> TryAddAsync(User user, CancellationToken cancellationToken) => await documents.InsertAsync(user, cancellationToken) is not null;

    /// <exception cref="ProblemException">404.</exception>
    public async Task<User> ChangeAsync(string id, Func<User, User> rule, CancellationToken cancellationToken) =>
        (await documents.ChangeAsync(id, rule, cancellationToken)).Now?.Body ?? throw ProblemException.Of(404, ErrorCodes.UserNotFound);

    private async Task<User?> ByAsync(FieldValue unique, CancellationToken cancellationToken)
    {
        var found = await documents.PageAsync(new PageQuery { OrderBy = User.CreatedAtField, Where = [unique], Limit = 1 }, cancellationToken);
        return found.Items is [var user] ? user.Body : null;
    }
}
