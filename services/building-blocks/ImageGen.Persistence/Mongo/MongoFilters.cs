using MongoDB.Bson;

namespace ImageGen.Persistence.Mongo;

/// <summary>The queries of one model.</summary>
internal sealed class MongoFilters<T>(DocumentModel<T> model) where T : class
{
    public static BsonDocument Id(string id) => new("_id", id);

    public static BsonDocument Seen(Stored<T> seen) => new() { { "_id", seen.Id }, { "version", seen.Version } };

    public static BsonDocument AnyOf<TId>(IEnumerable<TId> ids) => new("_id", new BsonDocument("$in", new BsonArray(ids)));

    /// <summary>A version that is no number could not be raised, and the whole claim would fail.</summary>
    public BsonDocument Due(DueClaim claim) => All(
    [
        .. Equals(claim.Where),
        Between(claim.DueField, long.MinValue, "$lte", claim.Now),
        new BsonDocument("version", new BsonDocument("$gte", 0L)),
    ]);

    public BsonDocument Older(string field, long cutoff) => Between(field, long.MinValue, "$lt", cutoff);

    public BsonDocument Order(string field, bool descending = false) =>
        new() { { Field(field), descending ? -1 : 1 }, { "_id", descending ? -1 : 1 } };

    public BsonDocument Equal(IReadOnlyList<FieldValue> where) => All(Equals(where));

    /// <param name="lead">The field whose index is to find the documents, by the first of its values; null where the server chooses.</param>
    public BsonDocument Page(PageQuery query, string? lead = null)
    {
        var order = Field(query.OrderBy);
        var (low, high) = (query.From ?? long.MinValue, query.To ?? long.MaxValue);
        var conditions = Equals(query.Where, lead);
        if (query.After is { } after)
        {
            var beyond = query.Descending ? "$lt" : "$gt";
            (low, high) = query.Descending ? (low, Math.Min(high, after.Order)) : (Math.Max(low, after.Order), high);
            // Within the bounds, the only documents to leave out are those of the same order up to the place.
            conditions.Add(new BsonDocument("$or", new BsonArray
            {
                new BsonDocument(order, new BsonDocument(beyond, after.Order)),
                new BsonDocument("_id", new BsonDocument(beyond, after.Id)),
            }));
        }

        conditions.Add(Between(order, low, "$lte", high));
        return All(conditions);
    }

    /// <summary>A bound on both sides leaves out documents without a value, and says so to a server that has an index of those with one.</summary>
    private BsonDocument Between(string field, long low, string upTo, long high) =>
        new(Field(field), new BsonDocument { { "$gte", low }, { upTo, high } });

    private static BsonDocument All(List<BsonDocument> conditions) =>
        conditions.Count == 0 ? [] : new BsonDocument("$and", new BsonArray(conditions));

    /// <summary>
    /// Where one value leads, the others are only compared with what it finds: DocumentDB would rather walk all documents of an owner, or
    /// intersect indexes at the cost of the most frequent value. A negation of a negation is what no server looks up.
    /// </summary>
    private List<BsonDocument> Equals(IReadOnlyList<FieldValue> where, string? lead = null) =>
        [.. where.Select((field, i) => lead is null || (field.Field == lead && !where.Take(i).Any(before => before.Field == lead))
            ? new BsonDocument(Field(field.Field), ValueOf(field))
            : new BsonDocument("$nor", new BsonArray { new BsonDocument(Field(field.Field), new BsonDocument("$ne", ValueOf(field))) }))];

    private static BsonValue ValueOf(FieldValue field) => field.Value is null ? BsonNull.Value : BsonValue.Create(field.Value);

    private string Field(string name) => model.Field(name).Name;
}
