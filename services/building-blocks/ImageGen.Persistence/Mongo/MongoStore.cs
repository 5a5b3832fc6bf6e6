using MongoDB.Driver;
using MongoDB.Driver.Core.Configuration;

namespace ImageGen.Persistence.Mongo;

/// <summary>One client and database for all models, and the patience for a server that is away for a moment.</summary>
internal sealed class MongoStore : IDisposable
{
    private const int Tries = 6;

    /// <summary>After this long nothing is tried again: a caller who still waits has better things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly MongoClient client;
    private readonly TimeProvider time;

    /// <param name="watch">Sees the driver's events.</param>
    public MongoStore(MongoUrl url, TimeProvider time, Action<ClusterBuilder>? watch = null)
    {
        this.time = time;
        var settings = Settings(url);
        settings.ClusterConfigurator = watch;
        client = new MongoClient(settings);
        Database = client.GetDatabase(url.DatabaseName ?? "imagegen");
    }

    public IMongoDatabase Database { get; }

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
        var began = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await attempt(tries > 1);
            }
            catch (Exception error) when (tries < Tries && IsOutcomeUnknown(error) && time.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 << tries), time, cancellationToken);
            }
        }
    }

    public void Dispose() => client.Dispose();

    private static bool IsOutcomeUnknown(Exception error) => error switch
    {
        MongoAuthenticationException => false,
        MongoConnectionException or TimeoutException or MongoNotPrimaryException or MongoNodeIsRecoveringException => true,
        MongoWriteException { WriteConcernError: not null, WriteError: null } => true,
        MongoException server => server.HasErrorLabel("RetryableWriteError"),
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
