using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Mongo;

/// <summary>
/// Fills in the fields that documents lack because another version wrote them. Versions run beside each other for as long as an upgrade
/// takes, and longer after a rollback, so one pass is not enough: they go on, seldom where nothing is found.
/// </summary>
/// <remarks>
/// The collection <c>_shapes</c> says which fields each shape has, and when the next pass of which shape is due: one replica makes it for
/// all. A document whose shape has all our fields is left alone, whoever wrote it, so two versions never undo each other's work.
/// </remarks>
internal sealed partial class MongoShapes<T>(MongoStore store, DocumentModel<T> model, DocumentReader<T> reader) where T : class
{
    private const string Shapes = "_shapes";
    private const int HeadsAtATime = 1000;
    private const int BodiesAtATime = 100;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(30);

    private readonly IMongoCollection<BsonDocument> shapes = store.Upkeep.GetCollection<BsonDocument>(Shapes);
    private readonly IMongoCollection<BsonDocument> heads = store.Upkeep.GetCollection<BsonDocument>(model.Collection);
    private readonly IMongoCollection<Envelope> documents = store.Upkeep.GetCollection<Envelope>(model.Collection);
    private readonly DocumentShape ours = model.Shape;
    private readonly ILogger log = store.Log;

    private long Now => store.Time.UnixMilliseconds();

    /// <summary>Makes the passes that are due, until it is canceled. A process that starts wants one at once: it may be of a new version.</summary>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (ours.Fields.Count == 0) return;
        await RegisterAsync(ours, new BsonDocument { { "$min", new BsonDocument("dueAt", Now) }, { "$set", Described(ours).Add("pause", Milliseconds(ShortestPause)) } }, cancellationToken);
        while (true)
        {
            var due = await StepAsync(cancellationToken);
            var sleep = TimeSpan.FromMilliseconds(Math.Clamp(due - Now, 1000, LongestSleep.TotalMilliseconds));
            await Task.Delay(sleep, store.Time, cancellationToken);
        }
    }

    /// <returns>When to look again, Unix milliseconds.</returns>
    private async Task<long> StepAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var claimed = await shapes.FindOneAndUpdateAsync<BsonDocument>(
            Key(ours)
                .Add("dueAt", new BsonDocument("$lte", now))
                .Add("$or", new BsonArray { new BsonDocument("runsUntil", new BsonDocument("$lte", now)), new BsonDocument("runsUntil", BsonNull.Value) }),
            new BsonDocument("$set", new BsonDocument("runsUntil", now + Milliseconds(Lease))),
            cancellationToken: cancellationToken);
        if (claimed is null)
        {
            var next = await shapes.Find(Key(ours)).FirstOrDefaultAsync(cancellationToken) ?? throw new InvalidOperationException($"Somebody deleted the shape {ours.Id}.");
            return next["dueAt"].ToInt64();
        }

        var began = store.Time.GetTimestamp();
        var filled = await PassAsync(cancellationToken);
        if (filled > 0) LogFilled(filled, model.Collection);
        var pause = filled > 0 ? Milliseconds(ShortestPause) : Math.Min(claimed["pause"].ToInt64() * 2, Milliseconds(LongestPause));
        // However large the collection, most of the time nobody goes through it.
        pause = Math.Max(pause, 10 * Milliseconds(store.Time.GetElapsedTime(began)));
        var end = new BsonDocument { { "runsUntil", 0L }, { "dueAt", Now + pause }, { "pause", pause } };
        await shapes.UpdateOneAsync(Key(ours), new BsonDocument("$set", end), cancellationToken: cancellationToken);
        return end["dueAt"].AsInt64;
    }

    /// <summary>Goes through the collection once, in small steps with pauses as long as each.</summary>
    /// <returns>How many documents were changed.</returns>
    private async Task<long> PassAsync(CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, DocumentShape>();
        await LearnAsync(known, cancellationToken);
        var filled = 0L;
        for (var after = ""; ;)
        {
            var began = store.Time.GetTimestamp();
            var page = await heads.Find(new BsonDocument("_id", new BsonDocument("$gt", after))).Sort(new BsonDocument("_id", 1)).Limit(HeadsAtATime)
                .Project<BsonDocument>(new BsonDocument("shape", 1)).ToListAsync(cancellationToken);
            var lacking = page.Where(head => !(ShapeOf(head, known)?.Covers(ours) ?? false)).Select(head => head["_id"].AsString);
            foreach (var ids in lacking.Chunk(BodiesAtATime))
            {
                filled += await FillInAsync(ids, known, cancellationToken);
                await BreatheAsync();
            }

            if (page.Count < HeadsAtATime) return filled;
            after = page[^1]["_id"].AsString;
            await BreatheAsync();

            async Task BreatheAsync()
            {
                await Task.Delay(store.Time.GetElapsedTime(began), store.Time, cancellationToken);
                began = store.Time.GetTimestamp();
            }
        }
    }

    private async Task<long> FillInAsync(string[] ids, Dictionary<string, DocumentShape> known, CancellationToken cancellationToken)
    {
        var updates = new List<WriteModel<Envelope>>();
        foreach (var document in await documents.Find(MongoFilters<T>.AnyOf(ids)).ToListAsync(cancellationToken))
        {
            if (reader.TryReadFields(document.Raw) is not { } values) continue;
            if (document.Shape is { } id && !known.ContainsKey(id)) await LearnAsync(known, cancellationToken);
            var shape = document.Shape is { } seen && known.TryGetValue(seen, out var theirs) ? ours.With(theirs) : ours;
            if (known.TryAdd(shape.Id, shape)) await RegisterAsync(shape, new BsonDocument("$set", Described(shape)), cancellationToken);
            // Guarded: who wrote the document meanwhile wrote its fields as well. What is there stays, since a claim may have pushed it.
            var same = MongoFilters<T>.Id(document.Id).Add("version", document.Version).Add("shape", document.Shape is null ? BsonNull.Value : document.Shape);
            var set = new BsonDocument("shape", shape.Id);
            foreach (var (field, value) in model.Fields.Zip(values))
            {
                if (value is not null && document.Value(field.Name) is null) set.Add(field.Name, BsonValue.Create(value));
            }

            updates.Add(new UpdateOneModel<Envelope>(same, new BsonDocument("$set", set)));
        }

        if (updates.Count == 0) return 0;
        try
        {
            return (await documents.BulkWriteAsync(updates, new BulkWriteOptions { IsOrdered = false }, cancellationToken)).ModifiedCount;
        }
        catch (MongoBulkWriteException<Envelope> error) when (error.WriteErrors.All(one => one.Category == ServerErrorCategory.DuplicateKey))
        {
            LogKeysTaken(error.WriteErrors.Count, model.Collection);
            return error.Result.ModifiedCount;
        }
    }

    private static DocumentShape? ShapeOf(BsonDocument head, Dictionary<string, DocumentShape> known) =>
        head.TryGetValue("shape", out var id) && id.IsString ? known.GetValueOrDefault(id.AsString) : null;

    private async Task LearnAsync(Dictionary<string, DocumentShape> known, CancellationToken cancellationToken)
    {
        foreach (var found in await shapes.Find(new BsonDocument("collection", model.Collection)).ToListAsync(cancellationToken))
        {
            var shape = new DocumentShape(found["fields"].AsBsonArray.Select(field => field.AsString));
            known[shape.Id] = shape;
        }
    }

    private async Task RegisterAsync(DocumentShape shape, BsonDocument update, CancellationToken cancellationToken)
    {
        try
        {
            await shapes.UpdateOneAsync(Key(shape), update, new UpdateOptions { IsUpsert = true }, cancellationToken);
        }
        catch (MongoWriteException error) when (error.WriteError?.Category == ServerErrorCategory.DuplicateKey)
        {
            // Another replica of the same version starts in the same moment, and says the same.
        }
    }

    private BsonDocument Described(DocumentShape shape) => new() { { "collection", model.Collection }, { "fields", new BsonArray(shape.Fields) } };

    private BsonDocument Key(DocumentShape shape) => new("_id", $"{model.Collection}:{shape.Id}");

    private static long Milliseconds(TimeSpan span) => (long)span.TotalMilliseconds;

    [LoggerMessage(LogLevel.Information, "{Count} documents of {Collection} that another version wrote were filled in")]
    private partial void LogFilled(long count, string collection);

    [LoggerMessage(LogLevel.Warning, "{Count} documents of {Collection} have a unique key that is taken and are not found by it")]
    private partial void LogKeysTaken(int count, string collection);
}
