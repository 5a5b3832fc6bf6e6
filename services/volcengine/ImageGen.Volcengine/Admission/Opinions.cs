using System.Collections.Concurrent;
using ImageGen.Persistence;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// What the workers of the pool have been told about the provider's accounts. A worker that is refused leaves the account alone; that waiting
/// does not help is only said where every living worker has been refused for the whole patience. Who lives is told from its document
/// changing while it is watched, never by comparing clocks.
/// </summary>
internal sealed partial class Opinions(
    IDocuments<AccountOpinion> documents, ProviderApiIndex apis, IOptions<VolcengineOptions> options, TimeProvider time, ILogger<Opinions> log)
{
    /// <summary>How often each worker says that it lives, in milliseconds.</summary>
    public const long Beat = 60_000;

    /// <summary>A document that has not changed for so long, in milliseconds, is of a worker that is gone.</summary>
    private const long GoneAfter = 150_000;

    /// <summary>Whoever did not look for so long, in milliseconds, can not tell who has changed meanwhile, and begins to watch anew.</summary>
    private const long LongestBlink = 90_000;

    private const long KeptFor = 24 * 3_600_000;
    private const long Freshness = 1_000;
    private const int Most = 1_000;
    private const int PurgeBatch = 1_000;
    private const int MostTries = 5;

    private readonly ConcurrentDictionary<(string Api, string CredentialId), OwnOpinion> own = new();
    private readonly ConcurrentDictionary<string, Watch> watches = new();

    /// <summary>Names this process, and where it runs, to whoever reads the documents.</summary>
    public string WorkerId { get; } = $"{Environment.MachineName}-{Guid.NewGuid().ToString("N")[..8]}";

    /// <summary>Whether this process leaves the account alone for the model; and whether one submission is to see if it still must.</summary>
    public (bool IsCool, bool IsTrial) StandingOf(string api, string credentialId, string model) =>
        Own(api, credentialId).Of(model) is { } refusal ? (refusal.IsCool(Now()), IsTrial: true) : default;

    public bool TryBegin(Opening opening) => Own(opening).TryBegin(opening.Model.Id, Now());

    public void NotTried(Opening opening) => Own(opening).NotTried(opening.Model.Id, Now());

    /// <param name="ofModel">The account may not use the model; else it is refused as a whole.</param>
    public async Task RefusedAsync(Opening opening, AccountError error, bool ofModel, CancellationToken cancellationToken)
    {
        var opinion = Own(opening);
        if (opinion.Refused(ofModel ? opening.Model.Id : null, error, Now(), Patience()) is not { } refusal)
            return;
        LogRefused(opening.AccountId, opening.Model.Id, error.Code, error.ProviderCode, (Now() - refusal.Since) / 1_000, refusal.Pause / 1_000.0);
        await WriteAsync(opinion, cancellationToken);
    }

    /// <summary>The account was let in, and for this model. Costs nothing where nothing stood in the way.</summary>
    public async Task ServedAsync(Opening opening, CancellationToken cancellationToken)
    {
        if (Own(opening) is var opinion && opinion.Served(opening.Model.Id))
            await WriteAsync(opinion, cancellationToken);
    }

    /// <returns>Whether every account of every living worker has been refused the model for the whole patience.</returns>
    public async Task<bool> AllRefuseAsync(IProviderApi api, string model, CancellationToken cancellationToken) =>
        api.Accounts.All(account => Own(api.Name, account.Id).Of(model) is { Settled: true })
        && (await LivingAsync(api.Name, cancellationToken)).All(other => other.WorkerId == WorkerId || other.Of(model) is { Settled: true });

    /// <returns>What the living workers have been told about the accounts of an API, at most a second old.</returns>
    public async Task<IReadOnlyList<AccountOpinion>> LivingAsync(string api, CancellationToken cancellationToken)
    {
        var now = Now();
        if (watches.TryGetValue(api, out var last) && now - last.At < Freshness)
            return last.Living;
        var query = new PageQuery { OrderBy = AccountOpinion.BeatField, Where = [new FieldValue(AccountOpinion.ApiField, api)], Limit = Most };
        var stored = (await documents.PageAsync(query, cancellationToken)).Items;
        var known = last is not null && now - last.At < LongestBlink ? last.Changed : new Dictionary<string, Change>();
        var changed = stored.ToDictionary(
            opinion => opinion.Id,
            opinion => known.GetValueOrDefault(opinion.Id) is { } seen && seen.Version == opinion.Version ? seen : new Change(opinion.Version, now));
        var living = stored.Where(opinion => opinion.Body.WorkerId == WorkerId || now - changed[opinion.Id].At < GoneAfter).Select(opinion => opinion.Body).ToList();
        watches[api] = new Watch(living, changed, now);
        return living;
    }

    /// <summary>Says that this worker lives, one small write for each account, and looks who else does.</summary>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        foreach (var api in apis.All)
        {
            foreach (var account in api.Accounts)
                await WriteAsync(Own(api.Name, account.Id), cancellationToken);
            await LivingAsync(api.Name, cancellationToken);
        }
    }

    /// <summary>This worker takes no more parts, so its opinions are deleted: the others need not wait for them.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        foreach (var opinion in own.Values)
        {
            if (opinion.Stored is { } stored)
                await documents.DeleteAsync(stored, cancellationToken);
        }
    }

    /// <returns>How many documents of workers that are gone were deleted.</returns>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) =>
        documents.DeleteOlderThanAsync(AccountOpinion.BeatField, time.UnixMilliseconds() - KeptFor, PurgeBatch, cancellationToken);

    private async Task WriteAsync(OwnOpinion opinion, CancellationToken cancellationToken)
    {
        // Not cancelled here, and yet short: whoever writes stops by its own token.
        await opinion.Writing.WaitAsync(CancellationToken.None);
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var next = opinion.ToDocument(WorkerId, time.UnixMilliseconds(), time.UnixMilliseconds() - Now());
                opinion.Stored = opinion.Stored is { } stored
                    ? await documents.ReplaceAsync(stored, next, cancellationToken)
                    : await documents.InsertAsync(next, cancellationToken);
                if (opinion.Stored is not null)
                    break;
                // Nobody else writes it; but it may have been deleted, or written by a call whose answer was lost.
                opinion.Stored = await documents.GetAsync(next.Id, cancellationToken);
            }
        }
        finally
        {
            opinion.Writing.Release();
        }
    }

    private OwnOpinion Own(Opening opening) => Own(opening.Api.Name, opening.Account.Id);

    private OwnOpinion Own(string api, string credentialId) => own.GetOrAdd((api, credentialId), key => new OwnOpinion(key.Api, key.CredentialId));

    private long Patience() => (long)(options.Value.RefusalPatienceSeconds * 1_000);

    /// <summary>Milliseconds of a clock that never goes back.</summary>
    private long Now() => (long)time.GetElapsedTime(0).TotalMilliseconds;

    [LoggerMessage(
        LogLevel.Warning,
        "The provider refuses {AccountId}, asked for {Model}, for {Seconds} s now: {Code} ({ProviderCode}). This worker leaves it alone for {Pause} s")]
    private partial void LogRefused(string accountId, string model, string code, string? providerCode, long seconds, double pause);

    /// <param name="Changed">When each document was first seen as it is now.</param>
    private sealed record Watch(IReadOnlyList<AccountOpinion> Living, IReadOnlyDictionary<string, Change> Changed, long At);

    private sealed record Change(long Version, long At);
}
