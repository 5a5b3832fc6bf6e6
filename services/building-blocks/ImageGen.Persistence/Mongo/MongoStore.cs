using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;
using Polly;
using Polly.Retry;
using Polly.Telemetry;

namespace ImageGen.Persistence.Mongo;

/// <summary>One client and database for all models, and the patience for a server that is away for a moment.</summary>
internal sealed class MongoStore : IDisposable
{
    private const int Retries = 5;

    /// <summary>The server's own code.</summary>
    private const int OutOfDiskSpace = 14031;

    /// <summary>After this long nothing is tried again: a caller who still waits has better things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>An index over millions of documents takes its time, and so may nobody's request.</summary>
    private static readonly TimeSpan UpkeepTimeout = TimeSpan.FromHours(1);

    private readonly ResiliencePipeline retries;
    private readonly MongoClient client;
    private readonly MongoClient upkeep;
    private readonly CancellationTokenSource closing = new();

    /// <param name="watch">Sees the driver's events of all calls but the upkeep.</param>
    public MongoStore(MongoUrl url, TimeProvider time, Action<ClusterBuilder>? watch = null, ILogger<MongoStore>? logger = null)
    {
        (Time, Log) = (time, logger ?? NullLogger<MongoStore>.Instance);
        retries = new ResiliencePipelineBuilder { Name = "mongodb", TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(IsAway),
                MaxRetryAttempts = Retries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(100),
            })
            .ConfigureTelemetry(new TelemetryOptions())
            .Build();
        var (settings, patient) = (Settings(url), Settings(url));
        settings.ClusterConfigurator = watch;
        patient.SocketTimeout = UpkeepTimeout;
        (client, upkeep) = (new MongoClient(settings), new MongoClient(patient));
        Database = client.GetDatabase(url.DatabaseName ?? "imagegen");
        Upkeep = upkeep.GetDatabase(Database.DatabaseNamespace.DatabaseName);
        Closing = closing.Token;
    }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public IMongoDatabase Database { get; }

    /// <summary>The same database for what goes on in the background and has an hour for each call.</summary>
    public IMongoDatabase Upkeep { get; }

    /// <summary>Canceled when the store is disposed of.</summary>
    public CancellationToken Closing { get; }

    /// <summary>
    /// Runs <paramref name="attempt"/> until its outcome is known, a bounded number of times. It is told whether an earlier try may
    /// have been applied: then "no match" or "duplicate key" may be our own doing, and the operation id in the document decides.
    /// </summary>
    /// <remarks>
    /// A write that matches nothing still waits until what it saw is on a majority, so that a later read of our own
    /// operation id is not a promise that a failover takes back.
    /// </remarks>
    public async Task<TResult> RunAsync<TResult>(Func<bool, Task<TResult>> attempt, CancellationToken cancellationToken)
    {
        var (began, tries) = (Time.GetTimestamp(), 0);
        try
        {
            return await retries.ExecuteAsync(async _ =>
            {
                try
                {
                    return await attempt(tries++ > 0);
                }
                catch (Exception error) when (IsAway(error) && Time.GetElapsedTime(began) >= Patience)
                {
                    throw new DocumentStoreUnavailableException("The database does not answer.", error);
                }
            }, cancellationToken);
        }
        catch (Exception error) when (IsAway(error))
        {
            throw new DocumentStoreUnavailableException("The database does not answer.", error);
        }
        catch (MongoException error) when (IsFull(error))
        {
            throw new DocumentStoreFullException("The disk of the database is full.", error);
        }
    }

    public void Dispose()
    {
        closing.Cancel();
        closing.Dispose();
        client.Dispose();
        upkeep.Dispose();
    }

    /// <summary>The server did not answer, or not in time: whether it did what was asked is not known, and later it may.</summary>
    internal static bool IsAway(Exception error) => error switch
    {
        MongoAuthenticationException => false,
        MongoConnectionException or TimeoutException or MongoNotPrimaryException or MongoNodeIsRecoveringException => true,
        MongoWriteException { WriteConcernError: not null, WriteError: null } => true,
        MongoException server => server.HasErrorLabel("RetryableWriteError"),
        _ => false,
    };

    private static bool IsFull(MongoException error) => error switch
    {
        MongoCommandException command => command.Code == OutOfDiskSpace,
        MongoWriteException { WriteError: { } write } => write.Code == OutOfDiskSpace,
        _ => false,
    };

    private static MongoClientSettings Settings(MongoUrl url)
    {
        var settings = MongoClientSettings.FromUrl(url);
        // The driver's defaults are for ever, half a minute and two minutes: longer than anyone waits for an answer.
        if (url.SocketTimeout == MongoDefaults.SocketTimeout) settings.SocketTimeout = TimeSpan.FromSeconds(15);
        if (url.ServerSelectionTimeout == MongoDefaults.ServerSelectionTimeout) settings.ServerSelectionTimeout = TimeSpan.FromSeconds(5);
        if (url.ConnectTimeout == MongoDefaults.ConnectTimeout) settings.ConnectTimeout = TimeSpan.FromSeconds(5);
        if (url.WaitQueueTimeout == MongoDefaults.WaitQueueTimeout) settings.WaitQueueTimeout = TimeSpan.FromSeconds(15);
        settings.ApplicationName ??= "imagegen";
        // Not a matter of taste: an acknowledged write may not vanish with a primary, and guards read their own writes.
        settings.WriteConcern = WriteConcern.WMajority.With(journal: true);
        settings.ReadPreference = ReadPreference.Primary;
        settings.RetryWrites = true;
        return settings;
    }
}
