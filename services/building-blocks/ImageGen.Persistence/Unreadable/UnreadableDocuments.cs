using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;

namespace ImageGen.Persistence.Unreadable;

/// <summary>
/// Remembers what could not be read: in the log, in the meter <c>ImageGen.Documents</c> and in a collection that operators can list.
/// Never in the way of who met it, and each document at most once in ten minutes, however often it is met.
/// </summary>
/// <param name="records">Made at first use: it is a collection like the others, and reads through this class itself.</param>
internal sealed partial class UnreadableDocuments(
    Lazy<IDocuments<UnreadableDocument>> records, IMeterFactory meters, TimeProvider time, ILogger<UnreadableDocuments> logger)
{
    public const string MeterName = "ImageGen.Documents";

    /// <summary>More are only counted: by then something is wrong that no list explains.</summary>
    public const int MostRecords = 1000;
    private const int LongestReason = 300;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly string Us = Describe();

    private readonly ConcurrentDictionary<(string Collection, string Id), DateTimeOffset> noticed = new();
    private readonly Counter<long> count = meters.Create(MeterName).CreateCounter<long>(
        "imagegen.documents.unreadable", "{document}", "Documents that this process could not read, each at most once in ten minutes.");

    public void Notice(string collection, string id, Exception error)
    {
        var now = time.GetUtcNow();
        var isNew = !noticed.TryGetValue((collection, id), out var last);
        if (!isNew && now - last < Quiet) return;
        if (isNew && noticed.Count >= MostRecords) Forget(now);
        noticed[(collection, id)] = now;
        count.Add(1, new KeyValuePair<string, object?>("collection", collection));
        LogUnreadable(id, collection, error.Message);
        if (collection != UnreadableDocument.CollectionName) _ = RecordAsync(collection, id, Cut(error), now.ToUnixTimeMilliseconds());
    }

    private async Task RecordAsync(string collection, string documentId, string reason, long now)
    {
        try
        {
            var id = $"{collection}/{documentId}";
            var seen = await records.Value.GetAsync(id, CancellationToken.None);
            if (seen is null && await IsFullAsync(now)) return;
            await records.Value.AddOrChangeAsync(
                id,
                seen,
                () => new UnreadableDocument
                {
                    Id = id,
                    Collection = collection,
                    DocumentId = documentId,
                    Reason = reason,
                    FirstSeen = now,
                    LastSeen = now,
                    By = Us,
                },
                known => known with { Reason = reason, LastSeen = now, By = Us },
                CancellationToken.None);
        }
        catch (Exception error)
        {
            // It is in the log, and is recorded when it is met again.
            LogNotRecorded(documentId, error.Message);
        }
    }

    private async Task<bool> IsFullAsync(long now)
    {
        await records.Value.DeleteOlderThanAsync(UnreadableDocument.LastSeenField, now - (long)Kept.TotalMilliseconds, MostRecords, CancellationToken.None);
        return await records.Value.CountAsync([], MostRecords, CancellationToken.None) == MostRecords;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (document, last) in noticed)
        {
            if (now - last >= Quiet) noticed.TryRemove(document, out _);
        }

        if (noticed.Count >= MostRecords) noticed.Clear();
    }

    private static string Cut(Exception error) =>
        error.Message.Length <= LongestReason ? error.Message : DocumentText.WellFormed(error.Message[..LongestReason])!;

    private static string Describe()
    {
        var program = Assembly.GetEntryAssembly()?.GetName();
        return $"{program?.Name} {program?.Version?.ToString(3)} on {Environment.MachineName}";
    }

    [LoggerMessage(LogLevel.Error, "{Id} in {Collection} can not be read by this version and is left alone: {Reason}")]
    private partial void LogUnreadable(string id, string collection, string reason);

    [LoggerMessage(LogLevel.Warning, "That {Id} can not be read was not recorded: {Reason}")]
    private partial void LogNotRecorded(string id, string reason);
}
