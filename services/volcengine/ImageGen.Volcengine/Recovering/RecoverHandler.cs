using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Recovering;

/// <summary>
/// Does what time asks for: stale intents, passed deadlines, submissions that the provider has forgotten, old documents. After an outage
/// of our own store those who waited in it come first: what they have to say is better than what time says of them.
/// </summary>
internal sealed partial class RecoverHandler(
    TaskStore tasks, Restores restores, ModelCatalogue catalogue, ProviderApiIndex apis, TimeProvider time, ILogger<RecoverHandler> log)
{
    private const int Batch = 100;
    private const int PurgeBatch = 1_000;
    private const long ClaimLease = 30_000;

    private bool wasAway;

    /// <returns>How many tasks were looked at.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LetOthersSpeakAsync(cancellationToken);
            return await RecoverAsync(cancellationToken);
        }
        catch
        {
            wasAway = true;
            throw;
        }
    }

    /// <returns>How many ended tasks were deleted.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        tasks.Documents.DeleteOlderThanAsync(TaskFields.PurgeAt, time.UnixMilliseconds(), PurgeBatch, cancellationToken);

    /// <summary>The store must have answered before the pause counts: a pass that an outage holds up would else go on in the moment it ends.</summary>
    private async Task LetOthersSpeakAsync(CancellationToken cancellationToken)
    {
        if (!wasAway)
            return;
        await tasks.Documents.GetAsync("none", cancellationToken);
        await Task.Delay(TimeSpan.FromMilliseconds(ProtocolTimes.RecoverGrace), time, cancellationToken);
        wasAway = false;
    }

    private async Task<int> RecoverAsync(CancellationToken cancellationToken)
    {
        // What waited in a restored backup is not to end as never submitted.
        await restores.SettledAsync(cancellationToken);
        var now = time.UnixMilliseconds();
        var due = await tasks.Documents.ClaimDueAsync(new DueClaim(TaskFields.RecoverAt, now, now + ClaimLease, Batch), cancellationToken);
        await Task.WhenAll(due.Select(task => RecoverAsync(task, cancellationToken)));
        return due.Count;
    }

    private async Task RecoverAsync(Stored<GenerationTask> task, CancellationToken cancellationToken)
    {
        try
        {
            await tasks.ChangeAsync(task, current => TaskRules.Recover(current, time.UnixMilliseconds(), WhyNobodyCould(current.Model)), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(error, task.Id);
        }
    }

    /// <summary>Why no worker took the part before its queue deadline, as far as this one can tell; null where it could have taken it itself.</summary>
    private GenerationError? WhyNobodyCould(string model) => !catalogue.TryGet(model, out var profile) ? TaskErrors.UnknownModel(model)
        : apis.For(profile) is { Accounts.Count: > 0 } ? null
        : TaskErrors.NoCredential(profile.Provider.Api);

    [LoggerMessage(LogLevel.Error, "What time asks for could not be done to task {TaskId}; it is tried again when its claim has passed")]
    private partial void LogFault(Exception error, string taskId);
}
