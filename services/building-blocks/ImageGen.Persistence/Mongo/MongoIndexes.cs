using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Mongo;

/// <summary>Creates the indexes of a model. What is there already is left as it is.</summary>
internal sealed class MongoIndexes<T>(MongoStore store, DocumentModel<T> model) where T : class
{
    private readonly IMongoCollection<BsonDocument> documents = store.Upkeep.GetCollection<BsonDocument>(model.Collection);

    /// <returns>Whether there are any.</returns>
    public async Task<bool> CreateUniqueAsync()
    {
        var unique = model.Indexes.Where(index => index.Unique).ToList();
        foreach (var index in unique)
        {
            // Sparse, with absent values left out of the document: else all documents without a key would share the key null.
            await documents.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(Keys(index), new CreateIndexOptions { Unique = true, Sparse = true }));
        }

        return unique.Count > 0;
    }

    /// <summary>All others, one after the other: where a server lets writers wait for a build, they get their turn in between.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var index in model.Indexes.Where(index => !index.Unique))
        {
            var keys = Keys(index).Add("_id", 1);
            var name = string.Join('_', keys.Select(key => $"{key.Name}_{key.Value}"));
            if (index.WhereSet is { } set) await CreateWhereSetAsync(keys, name, set, cancellationToken);
            else await documents.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(keys), cancellationToken: cancellationToken);
        }
    }

    private async Task CreateWhereSetAsync(BsonDocument keys, string name, string set, CancellationToken cancellationToken)
    {
        var options = new CreateIndexOptions<BsonDocument>
        {
            Name = name + "_set",
            PartialFilterExpression = new BsonDocument(set, new BsonDocument("$exists", true)),
        };
        await documents.Indexes.CreateOneAsync(new CreateIndexModel<BsonDocument>(keys, options), cancellationToken: cancellationToken);
        using var present = await documents.Indexes.ListAsync(cancellationToken);
        // An earlier version indexed all documents by these fields.
        if ((await present.ToListAsync(cancellationToken)).Exists(index => index["name"] == name)) await documents.Indexes.DropOneAsync(name, cancellationToken);
    }

    private static BsonDocument Keys(DocumentIndex index) => new(index.Fields.Select(field => new BsonElement(field, 1)));
}
