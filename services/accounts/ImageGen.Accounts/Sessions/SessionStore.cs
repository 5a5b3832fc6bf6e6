using ImageGen.Accounts.Secrets;
using ImageGen.Accounts.Users;
using ImageGen.Persistence;

namespace ImageGen.Accounts.Sessions;

internal sealed class SessionStore(IDocuments<Session> documents, TimeProvider time)
{
    /// <returns>The secret of its cookie.</returns>
    public async Task<string> BeginAsync(User user, CancellationToken cancellationToken)
    {
        var secret = SecretText.New();
        await documents.InsertAsync(SessionRules.Begin(IdOf(secret), user, time.UnixMilliseconds()), cancellationToken);
        return secret;
    }

    public Task<Stored<Session>?> FindAsync(string secret, CancellationToken cancellationToken) => documents.GetAsync(IdOf(secret), cancellationToken);

    /// <inheritdoc cref="UseNotes.NoteUseAsync"/>
    public Task UseAsync(Stored<Session> seen, CancellationToken cancellationToken) =>
        documents.NoteUseAsync(seen, SessionRules.Use(seen.Body, time.UnixMilliseconds()), cancellationToken);

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
