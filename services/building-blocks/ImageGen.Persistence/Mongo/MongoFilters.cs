using MongoDB.Bson;

namespace ImageGen.Persistence.Mongo;

/// <summary>The queries of one model.</summary>
internal sealed class MongoFilters<T>(DocumentModel<T> model) where T : class
{
    public static BsonDocument Id(string id) => new("_id", id);

    public static BsonDocument Seen(Stored<T> seen) => new() { { "_id", seen.Id }, { "version", seen.Version } };

    public static BsonDocument AnyOf(IEnumerable<string> ids) => new("_id", new BsonDocument("$in", new BsonArray(ids)));

    public BsonDocument Due(DueClaim claim) =>
        All([.. Equals(claim.Where), new BsonDocument(Field(claim.DueField), new BsonDocument("$lte", claim.Now))]);

    public BsonDocument Older(string field, long cutoff) => new(Field(field), new BsonDocument("$lt", cutoff));

    public BsonDocument Order(string field, bool descending = false) =>
        new() { { Field(field), descending ? -1 : 1 }, { "_id", descending ? -1 : 1 } };

    public BsonDocument Equal(IReadOnlyList<FieldValue> where) => All(Equals(where));

    public BsonDocument Page(PageQuery query)
    {
        var order = Field(query.OrderBy);
        // A bound on both sides also leaves out documents without a value.
        var (low, high) = (query.From ?? long.MinValue, query.To ?? long.MaxValue);
        var conditions = Equals(query.Where);
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

        conditions.Add(new BsonDocument(order, new BsonDocument { { "$gte", low }, { "$lte", high } }));
        return All(conditions);
    }

    private static BsonDocument All(List<BsonDocument> conditions) =>
        conditions.Count == 0 ? [] : new BsonDocument("$and", new BsonArray(conditions));

    private List<BsonDocument> Equals(IReadOnlyList<FieldValue> where) =>
        [.. where.Select(field => new BsonDocument(Field(field.Field), BsonValue.Create(field.Value)))];

    private string Field(string name) => model.Field(name).Name;
}
