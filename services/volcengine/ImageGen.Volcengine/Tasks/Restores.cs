using ImageGen.Catalogue;
using ImageGen.Persistence;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Tasks;

/// <summary>
/// Sees to it that nothing is paid for twice after a restore: before a worker submits, ends or refuses anything, all that waited in the
/// backup has become unknown. Whoever comes first does it, several workers at once without harm.
/// </summary>
internal sealed partial class Restores(
    IDocuments<Restore> documents,
    TaskStore tasks,
    ModelCatalogue catalogue,
    IOptions<VolcengineOptions> options,
    TimeProvider time,
    ILogger<Restores> log)
{
    /// <summary>A restore has been noted since so long, in milliseconds: no command that was on its way then is left.</summary>
    private const long Remembered = ProtocolTimes.TombstoneLife;

    private const int Batch = 200;

    private readonly Lock gate = new();
    private Task<Restore?>? settling;

    /// <summary>Returns when nothing of the backup waits any more; after that at once.</summary>
    /// <returns>The last restore there was; null where none could matter any more.</returns>
    public async ValueTask<Restore?> SettledAsync(CancellationToken cancellationToken) =>
        await Settling().WaitAsync(cancellationToken) is { } last && time.UnixMilliseconds() < last.StartedAt + Remembered ? last : null;

    /// <summary>Stands for a submission that the backup does not know.</summary>
    public Submission Possible(Restore restore, string model)
    {
        var (api, key) = catalogue.TryGet(model, out var profile) ? (profile.Provider.Api, profile.Provider.Key) : ("", "");
        // Not later than that: the provider has forgotten it 13 hours after.
        return new Submission(DocumentId.New("sub_", time), api, CredentialId: "", key, Body: "", restore.StartedAt);
    }

    /// <summary>Done once for all who wait, whoever of them goes away; after a failure it is done again.</summary>
    private Task<Restore?> Settling()
    {
        lock (gate)
            return settling is { IsFaulted: false } begun ? begun : settling = SettleAsync();
    }

    private async Task<Restore?> SettleAsync() => await LastAsync(CancellationToken.None) is { } last ? await SettleAsync(last, CancellationToken.None) : null;

    private async Task<Stored<Restore>?> LastAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Restored is { Length: > 0 } name && await documents.GetAsync(name, cancellationToken) is null)
        {
            if (await documents.InsertAsync(new Restore { Id = name, StartedAt = time.UnixMilliseconds() }, cancellationToken) is not null)
                LogNoted(name);
        }

        var newest = new PageQuery { OrderBy = Restore.StartedField, Limit = 1 };
        return (await documents.PageAsync(newest, cancellationToken)).Items is [var last, ..] ? last : null;
    }

    private async Task<Restore> SettleAsync(Stored<Restore> restore, CancellationToken cancellationToken)
    {
        if (restore.Body.DoneAt is not null)
            return restore.Body;
        var doubtful = 0;
        while (await PassAsync(restore.Body, cancellationToken) is > 0 and var changed)
            doubtful += changed;
        LogSettled(restore.Id, doubtful);
        var done = restore.Body with { DoneAt = time.UnixMilliseconds() };
        // Where another worker was faster, it says the same.
        await documents.ReplaceAsync(restore, done, cancellationToken);
        return done;
    }

    /// <returns>How many tasks this pass has put in doubt.</returns>
    private async Task<int> PassAsync(Restore restore, CancellationToken cancellationToken)
    {
        var changed = 0;
        // Whatever waits or is on the wire has a moment at which time itself would change it.
        var query = new PageQuery { OrderBy = TaskFields.RecoverAt, Descending = false, Limit = Batch };
        while (true)
        {
            var page = await tasks.Documents.PageAsync(query, cancellationToken);
            var written = await Task.WhenAll(page.Items.Select(task => tasks.ChangeAsync(
                task, current => TaskRules.Doubt(current, restore.StartedAt, Possible(restore, current.Model)), cancellationToken)));
            changed += written.Count(task => task is not null);
            if (page.Next is not { } next)
                return changed;
            query = query with { After = next };
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database was restored ({Name}): what it had not submitted may have been submitted after the backup")]
    private partial void LogNoted(string name);

    [LoggerMessage(LogLevel.Warning, "After the restore {Name} {Tasks} calls wait for a person to decide")]
    private partial void LogSettled(string name, int tasks);
}
