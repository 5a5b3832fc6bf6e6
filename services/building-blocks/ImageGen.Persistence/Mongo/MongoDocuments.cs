using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Mongo;

internal sealed class MongoDocuments<T> : IDocuments<T> where T : class
{
    private readonly MongoStore store;
    private readonly DocumentModel<T> model;
    private readonly DocumentReader<T> reader;
    private readonly MongoFilters<T> filters;
    private readonly IMongoCollection<Envelope> documents;
    private readonly MongoSchema<T> schema;

    public MongoDocuments(MongoStore store, DocumentModel<T> model, DocumentReader<T>? reader = null)
    {
        (this.store, this.model, this.reader) = (store, model, reader ?? new DocumentReader<T>(model));
        filters = new MongoFilters<T>(model);
        documents = store.Database.GetCollection<Envelope>(model.Collection, new MongoCollectionSettings { AssignIdOnInsert = false });
        schema = new MongoSchema<T>(store, model, this.reader);
    }

    public async Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(MongoFilters<T>.Id(id), cancellationToken) is [var document] ? reader.Read(document.Raw) : null;

    public async Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        reader.ReadAll((await FindAsync(MongoFilters<T>.AnyOf(ids), cancellationToken)).Select(document => document.Raw));

    public async Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken)
    {
        var document = Envelope(model.Id(body), 1, body);
        var inserted = await RunAsync(
            async maybeApplied =>
            {
                try
                {
                    await documents.InsertOneAsync(document, cancellationToken: cancellationToken);
                    return true;
                }
                catch (MongoWriteException error) when (IsDuplicateKey(error))
                {
                    return maybeApplied && await IsOursAsync(document, cancellationToken);
                }
            },
            cancellationToken);
        return inserted ? new Stored<T>(document.Id, 1, body) : null;
    }

    public async Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken)
    {
        model.RequireSameId(seen, next);
        var document = Envelope(seen.Id, seen.Version + 1, next);
        try
        {
            var replaced = await RunAsync(
                async maybeApplied =>
                {
                    var result = await documents.ReplaceOneAsync(MongoFilters<T>.Seen(seen), document, cancellationToken: cancellationToken);
                    return result.MatchedCount == 1 || (maybeApplied && await IsOursAsync(document, cancellationToken));
                },
                cancellationToken);
            return replaced ? new Stored<T>(seen.Id, document.Version, next) : null;
        }
        catch (MongoWriteException error) when (IsDuplicateKey(error))
        {
            throw new DocumentKeyTakenException(model.Collection, seen.Id, error);
        }
    }

    /// <remarks>A deleted document can't say who deleted it: where a reply was lost and it is gone, we say that it was us.</remarks>
    public Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken) => RunAsync(
        async maybeApplied =>
        {
            var result = await documents.DeleteOneAsync(MongoFilters<T>.Seen(seen), cancellationToken);
            return result.DeletedCount == 1
                || (maybeApplied && !await documents.Find(MongoFilters<T>.Id(seen.Id)).AnyAsync(cancellationToken));
        },
        cancellationToken);

    /// <remarks>
    /// MongoDB can't update the first N in one step: we look, push those that are still due, and take those that carry our
    /// operation id. A claimer who was slower on every single one looks again, a few times.
    /// </remarks>
    public Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken)
    {
        model.RequireSingle(claim.Where);
        var (due, order) = (filters.Due(claim), filters.Order(claim.OrderBy ?? claim.DueField));
        List<BsonValue> ids = [];
        var operation = "";
        return reader.ClaimAsync(claim, TakeAsync, PushAsync);

        async Task<List<RawDocument>> TakeAsync()
        {
            for (var rounds = 0; rounds < 4; rounds++)
            {
                ids = await FindIdsAsync(due, order, claim.Limit, cancellationToken);
                if (ids.Count == 0) break;
                operation = NewOperation();
                var claimed = await ClaimAsync(ids, claim, operation, cancellationToken);
                var places = ids.Select(EnvelopeSerializer.TextOf).ToList();
                if (claimed.Count > 0) return [.. claimed.Select(document => document.Raw).OrderBy(document => places.IndexOf(document.Id))];
            }

            return [];
        }

        Task PushAsync(IReadOnlyList<RawDocument> unreadable, long until)
        {
            var texts = unreadable.Select(document => document.Id).ToHashSet();
            var ours = MongoFilters<T>.AnyOf(ids.Where(id => texts.Contains(EnvelopeSerializer.TextOf(id)))).Add("opId", operation);
            var later = new BsonDocument("$set", new BsonDocument(claim.DueField, until));
            return RunAsync(_ => documents.UpdateManyAsync(ours, later, cancellationToken: cancellationToken), cancellationToken);
        }
    }

    public Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken)
    {
        if (model.EachIndex(query) is { } index)
        {
            var spans = new MongoSpans<T>(documents, filters, index);
            return reader.PageAsync(query, part => RunAsync(_ => spans.PageAsync(part, cancellationToken), cancellationToken));
        }

        var order = filters.Order(query.OrderBy, query.Descending);
        return reader.PageAsync(query, part =>
        {
            var filter = filters.Page(part);
            return RunAsync(
                async _ =>
                {
                    var found = await documents.Find(filter).Sort(order).Limit(part.Limit + 1).ToListAsync(cancellationToken);
                    return found.ConvertAll(document => (document.Raw, document.Value(query.OrderBy) as long?));
                },
                cancellationToken);
        });
    }

    public Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken)
    {
        model.RequireSingle(where);
        var filter = filters.Equal(where);
        return RunAsync(_ => documents.CountDocumentsAsync(filter, new CountOptions { Limit = limit }, cancellationToken), cancellationToken);
    }

    public async Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken)
    {
        var older = filters.Older(field, cutoff);
        var ids = await FindIdsAsync(older, filters.Order(field), limit, cancellationToken);
        if (ids.Count == 0) return 0;
        // Whose field has moved since is not old any more.
        var filter = MongoFilters<T>.AnyOf(ids).Merge(older);
        return await RunAsync(
            async maybeApplied =>
            {
                var result = await documents.DeleteManyAsync(filter, cancellationToken);
                if (!maybeApplied) return (int)result.DeletedCount;
                return ids.Count - (int)await documents.CountDocumentsAsync(MongoFilters<T>.AnyOf(ids), cancellationToken: cancellationToken);
            },
            cancellationToken);
    }

    private Task<List<Envelope>> ClaimAsync(List<BsonValue> ids, DueClaim claim, string operation, CancellationToken cancellationToken)
    {
        var filter = MongoFilters<T>.AnyOf(ids).Merge(filters.Due(claim));
        var update = new BsonDocument
        {
            { "$set", new BsonDocument { { claim.DueField, claim.Until }, { "opId", operation } } },
            { "$inc", new BsonDocument("version", 1L) },
        };
        var ours = MongoFilters<T>.AnyOf(ids).Add("opId", operation);
        return RunAsync(
            async maybeApplied =>
            {
                // Repeating it claims nothing twice: what the lost try took is not due any more, and carries our operation id.
                var result = await documents.UpdateManyAsync(filter, update, cancellationToken: cancellationToken);
                if (result.MatchedCount == 0 && !maybeApplied) return [];
                return await documents.Find(ours).ToListAsync(cancellationToken);
            },
            cancellationToken);
    }

    private Task<List<BsonValue>> FindIdsAsync(BsonDocument filter, BsonDocument order, int limit, CancellationToken cancellationToken) => RunAsync(
        async _ =>
        {
            var found = await documents.Find(filter).Sort(order).Limit(limit).Project<BsonDocument>(new BsonDocument("_id", 1)).ToListAsync(cancellationToken);
            return found.ConvertAll(document => document["_id"]);
        },
        cancellationToken);

    private Task<List<Envelope>> FindAsync(BsonDocument filter, CancellationToken cancellationToken) =>
        RunAsync(_ => documents.Find(filter).ToListAsync(cancellationToken), cancellationToken);

    private Task<bool> IsOursAsync(Envelope document, CancellationToken cancellationToken) =>
        documents.Find(MongoFilters<T>.Id(document.Id).Add("opId", document.OpId)).AnyAsync(cancellationToken);

    private async Task<TResult> RunAsync<TResult>(Func<bool, Task<TResult>> attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await schema.ReadyAsync().WaitAsync(cancellationToken);
        return await store.RunAsync(attempt, cancellationToken);
    }

    private Envelope Envelope(string id, long version, T body) =>
        new(id, version, NewOperation(), model.Values(body), JsonSerializer.SerializeToUtf8Bytes(body, model.Json)) { Shape = model.Shape.Id };

    private static bool IsDuplicateKey(MongoWriteException error) => error.WriteError?.Category == ServerErrorCategory.DuplicateKey;

    private static string NewOperation() => Guid.NewGuid().ToString("N");
}
