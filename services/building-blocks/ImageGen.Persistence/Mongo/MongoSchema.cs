using Microsoft.Extensions.Logging;

namespace ImageGen.Persistence.Mongo;

/// <summary>
/// Brings a collection into the form that its model declares, beside the work and never in its way: an index is built, and fields that
/// documents of another version lack are filled in, until it is true; meanwhile queries are slower, or miss what is not filled in yet.
/// </summary>
internal sealed partial class MongoSchema<T>(MongoStore store, DocumentModel<T> model, DocumentReader<T> reader) where T : class
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly MongoIndexes<T> indexes = new(store, model);
    private readonly MongoShapes<T> shapes = new(store, model, reader);
    private readonly ILogger log = store.Log;
    private Task? ready;
    private int begun;

    /// <summary>
    /// What a call has to wait for: unique keys, since without them two might get the same. Two callers at once create them twice, which is
    /// harmless; a failure is tried again. All else begins in the background with the first call.
    /// </summary>
    public Task ReadyAsync()
    {
        if (Interlocked.Exchange(ref begun, 1) == 0)
        {
            _ = SurviveAsync(indexes.CreateAsync);
            _ = SurviveAsync(shapes.KeepAsync);
        }

        var task = ready;
        if (task is null || task.IsFaulted) ready = task = store.RunAsync(_ => indexes.CreateUniqueAsync(), store.Closing);
        return task;
    }

    private async Task SurviveAsync(Func<CancellationToken, Task> upkeep)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await upkeep(store.Closing);
                return;
            }
            catch (Exception) when (store.Closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                if (MongoStore.IsAway(error)) LogAway(model.Collection);
                else LogFailed(error, model.Collection);
                await Task.Delay(pause, store.Time, store.Closing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The upkeep of the collection {Collection} waits for the database")]
    private partial void LogAway(string collection);

    [LoggerMessage(LogLevel.Warning, "The upkeep of the collection {Collection} failed and is tried again")]
    private partial void LogFailed(Exception error, string collection);
}
