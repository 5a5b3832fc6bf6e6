using ImageGen.Accounts.Secrets;
using ImageGen.Accounts.Users;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Sessions;

internal sealed class SessionStore(IDocuments<Session> documents, TimeProvider time)
{
    /// <summary>As many as are listed.</summary>
    private const int Most = 100;

    /// <param name="provider">Null where it does not begin there.</param>
    /// <returns>The secret of its cookie.</returns>
    public async Task<string> BeginAsync(User user, SessionOrigin origin, ProviderSession? provider, CancellationToken cancellationToken)
    {
        var secret = SecretText.New();
        var session = SessionRules.Begin(IdOf(secret), user, origin, time.UnixMilliseconds()) with { Provider = provider };
        await documents.InsertAsync(session, cancellationToken);
        return secret;
    }

    public Task<Stored<Session>?> FindAsync(string secret, CancellationToken cancellationToken) => documents.GetAsync(IdOf(secret), cancellationToken);

    /// <inheritdoc cref="UseNotes.NoteUseAsync"/>
    public Task UseAsync(Stored<Session> seen, CancellationToken cancellationToken) =>
        documents.NoteUseAsync(seen, session => SessionRules.Use(session, time.UnixMilliseconds()), cancellationToken);

    /// <returns>Those that are still good, the last used first.</returns>
    public async Task<IReadOnlyList<Session>> OfUserAsync(User user, CancellationToken cancellationToken)
    {
        var query = new PageQuery { OrderBy = Session.ExpiresAtField, Where = [new(Session.UserField, user.Id)], From = time.UnixMilliseconds(), Limit = Most };
        var page = await documents.PageAsync(query, cancellationToken);
        return [.. page.Items.Select(session => session.Body).Where(session => SessionRules.IsGood(session, user, time.UnixMilliseconds()))];
    }

    /// <param name="id">Of the session.</param>
    public async Task<Session?> GetAsync(string id, CancellationToken cancellationToken) => (await documents.GetAsync(id, cancellationToken))?.Body;

    public async Task<bool> HasAsync(string userId, string id, CancellationToken cancellationToken) =>
        (await GetAsync(id, cancellationToken))?.UserId == userId;

    public async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        while (await documents.GetAsync(id, cancellationToken) is { } seen)
        {
            if (await documents.DeleteAsync(seen, cancellationToken))
                return;
        }
    }

    private static string IdOf(string secret) => "ses_" + SecretText.HashOf(secret);
}
