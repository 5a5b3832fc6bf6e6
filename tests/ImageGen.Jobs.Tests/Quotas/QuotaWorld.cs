using ImageGen.Auditing;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Retry;
using ImageGen.Jobs.Templates;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Quotas;

/// <summary>Processes that come and go over one store. What one has in its memory dies with it.</summary>
internal sealed class QuotaWorld(JobsHost host, FakeTimeProvider time, Buyer buyer)
{
    public Process Begin(WriteStop? stop = null) => new(host, time, buyer, stop ?? new WriteStop(0));

    public async Task<IReadOnlyList<Job>> JobsAsync() => [.. (await PageAsync(host.Service<IDocuments<Job>>(), JobFields.CreatedAt))];

    public Task<IReadOnlyList<Ledger>> LedgersAsync() => PageAsync(host.Service<IDocuments<Ledger>>(), Ledger.MonthField);

    /// <summary>Lets so much time pass that nothing sleeps any more, and does what loops do meanwhile.</summary>
    public async Task RestAsync()
    {
        var process = Begin();
        for (var minutes = 0; minutes < 20; minutes++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await process.Sweep.RunOnceAsync(CancellationToken.None);
            foreach (var job in (await JobsAsync()).Where(job => job.Attempts.Any(attempt => JobRules.Owes(job, attempt))))
                await process.Settlements.SettleAsync(job, CancellationToken.None);
        }
    }

    /// <summary>All that jobs say was billed is in the ledgers, and nothing else is.</summary>
    public async Task CheckAsync(int ledgersOfAJob)
    {
        var (jobs, ledgers) = (await JobsAsync(), await LedgersAsync());
        Assert.All(ledgers, ledger => Assert.Empty(ledger.Open));
        Assert.All(jobs, job => Assert.True(job.Settled, $"{job.Id} is {job.Status}"));
        var billed = jobs.Sum(job => job.Pictures.Count(picture => picture.Billed == true));
        Assert.Equal(billed * ledgersOfAJob, ledgers.Sum(ledger => Balance.OfMonth(ledger).Pictures));
        Assert.Equal(billed * ledgersOfAJob * 0.22m, ledgers.Sum(ledger => Balance.OfMonth(ledger).Cost));
        Assert.Equal(jobs.Count * ledgersOfAJob, ledgers.Sum(ledger => ledger.Settled.Sum(line => line.Jobs)));
    }

    private static async Task<IReadOnlyList<T>> PageAsync<T>(IDocuments<T> documents, string order) where T : class =>
        [.. (await documents.PageAsync(new PageQuery { OrderBy = order, Limit = 1000 }, CancellationToken.None)).Items.Select(item => item.Body)];
}

/// <summary>One process: handlers as its module makes them, over a store that stops it at a write.</summary>
internal sealed class Process
{
    private readonly Buyer buyer;
    private readonly CreateJobHandler create;
    private readonly RetryJobHandler retry;
    private readonly DocumentIds ids;

    public Process(JobsHost host, FakeTimeProvider time, Buyer buyer, WriteStop stop)
    {
        this.buyer = buyer;
        ids = new DocumentIds(time);
        var jobs = new StoppedDocuments<Job>(host.Service<IDocuments<Job>>(), stop);
        var keys = new StoppedDocuments<IdempotencyRecord>(host.Service<IDocuments<IdempotencyRecord>>(), stop);
        var ledgers = new StoppedDocuments<Ledger>(host.Service<IDocuments<Ledger>>(), stop);
        var options = Options.Create(new QuotaOptions());
        var writes = new LedgerWrites(ledgers, new DocumentOutbox<Ledger>(ledgers, new NoPublisher(), new OutboxQueue<Ledger>(), time));
        Reservations = new Reservations(writes, new QuotaCalendar(options, time), ids, host.Service<ModelCatalogue>(), buyer, options, time);
        Settlements = new Settlements(writes, jobs, options, time, NullLogger<Settlements>.Instance);
        Changes = new JobChanges(jobs, new DocumentOutbox<Job>(jobs, new NoPublisher(), new OutboxQueue<Job>(), time), new NoPublisher(), Settlements, time);
        Sweep = new LedgerSweep(ledgers, writes, jobs, time, NullLogger<LedgerSweep>.Instance);
        var space = new FreeSpace(() => null, 0);
        var audit = new JobAudit(new CallerAudit(buyer, time), PromptRecord.Whole);
        create = new CreateJobHandler(
            jobs, keys, host.Service<InputResolver>(), Changes, audit, Reservations, buyer, ids, space, host.Service<TemplateUses>(),
            Options.Create(new ReviewOptions()), time);
        retry = new RetryJobHandler(new OwnJobs(jobs, Changes, audit, buyer), jobs, Changes, Reservations, audit, buyer, space, time);
    }

    public Reservations Reservations { get; }

    public Settlements Settlements { get; }

    public JobChanges Changes { get; }

    public LedgerSweep Sweep { get; }

    public async Task<Job> OrderAsync(string? key = null, int pictures = 2)
    {
        var known = key is null ? null : new IdempotencyKey(key, "same");
        if (await create.ReplayAsync(known, CancellationToken.None) is { } replayed)
            return replayed.Job;
        var asked = Some.Order(pictures) with { Price = new JobPrice(0.22m, "CNY", Verified: false) };
        return (await create.HandleAsync(buyer.Space, (asked, ModelCatalogue.BuiltIn().Models.First(model => model.Id == "jimeng-t2i-4.0")), known, CancellationToken.None)).Job;
    }

    public async Task<Job> RetryAsync(string id) => (await retry.HandleAsync(id, new RetryJobRequest { AcceptPossibleCharge = true }, key: null, CancellationToken.None)).Job;

    public async Task TellAsync(string id, params object[] facts)
    {
        foreach (var fact in facts)
            await Changes.ChangeAsync(id, (job, now) => JobRules.FoldOf(fact).Fold(job, now), CancellationToken.None);
    }

    private sealed class NoPublisher : IMessagePublisher
    {
        public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task PublishHintAsync(object message, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

/// <summary>Somebody who asks: by a key, for a team or not, with limits or not.</summary>
internal sealed record Buyer(string Owner, string Space, string? CredentialId) : ICaller
{
    public Dictionary<string, SpendingLimits> Limits { get; } = [];

    public bool MayRead(string space) => true;

    public bool MayWrite(string space) => true;

    public SpendingLimits LimitsOf(string subjectId) => Limits.GetValueOrDefault(subjectId, SpendingLimits.None);
}

/// <summary>The process is no more from its n-th write on, before or after that.</summary>
/// <param name="at">From 1; 0 is never.</param>
internal sealed class WriteStop(int at, bool isDone = false)
{
    private readonly TaskCompletionSource died = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int writes;

    public int Writes => Volatile.Read(ref writes);

    public Task Died => died.Task;

    /// <summary>From its n-th write on the process sleeps until this has come; 0 is never.</summary>
    public (int At, Task Until) Pauses { get; init; } = (0, Task.CompletedTask);

    /// <returns>What the write came to; never returns where the process has died.</returns>
    public async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        var number = Interlocked.Increment(ref writes);
        if (Pauses.At > 0 && number > Pauses.At)
            await Pauses.Until;
        if (at > 0 && (number > at || (number == at && !isDone)))
            return await Dead<T>();
        var result = await write();
        return number == at ? await Dead<T>() : result;
    }

    /// <summary>Nobody is there any more who would wait for it.</summary>
    private Task<T> Dead<T>()
    {
        died.TrySetResult();
        return new TaskCompletionSource<T>().Task;
    }
}

internal sealed class StoppedDocuments<T>(IDocuments<T> documents, WriteStop stop) : IDocuments<T> where T : class
{
    public Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken) => documents.GetAsync(id, cancellationToken);

    public Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) => documents.GetManyAsync(ids, cancellationToken);

    public Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken) => stop.WriteAsync(() => documents.InsertAsync(body, cancellationToken));

    public Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken) =>
        stop.WriteAsync(() => documents.ReplaceAsync(seen, next, cancellationToken));

    public Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken) => stop.WriteAsync(() => documents.DeleteAsync(seen, cancellationToken));

    public Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim ticket, CancellationToken cancellationToken) => documents.ClaimDueAsync(ticket, cancellationToken);

    public Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken) => documents.PageAsync(query, cancellationToken);

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken) => documents.CountAsync(where, limit, cancellationToken);

    public Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken) => documents.DeleteOlderThanAsync(field, cutoff, limit, cancellationToken);
}
