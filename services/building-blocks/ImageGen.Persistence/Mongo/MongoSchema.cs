using System.Text.Json;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Mongo;

/// <summary>Creates the indexes of a model, and fills in the fields that it got after documents had been written.</summary>
internal sealed class MongoSchema<T>(MongoStore store, IMongoCollection<Envelope> documents, DocumentModel<T> model) where T : class
{
    /// <summary>Which fields the documents of a collection have, for all collections.</summary>
    private const string Models = "_models";

    /// <returns>The names of the indexes.</returns>
    public async Task<IEnumerable<string>> CreateAsync()
    {
        await FillInAsync();
        if (model.Indexes.Count == 0) return [];
        return await documents.Indexes.CreateManyAsync(model.Indexes.Select(index =>
        {
            var keys = new BsonDocument(index.Fields.Select(field => new BsonElement(field, 1)));
            // Sparse, with absent values left out of the document: else all documents without a key would share the key null.
            return index.Unique
                ? new CreateIndexModel<Envelope>(keys, new CreateIndexOptions { Unique = true, Sparse = true })
                : new CreateIndexModel<Envelope>(keys.Add("_id", 1));
        }));
    }

    private async Task FillInAsync()
    {
        var models = store.Database.GetCollection<BsonDocument>(Models);
        var known = await models.Find(new BsonDocument("_id", model.Collection)).FirstOrDefaultAsync();
        var present = known is null ? [] : known["fields"].AsBsonArray.Select(name => name.AsString).ToHashSet();
        var added = model.Fields.Select(field => field.Name).Where(name => !present.Contains(name)).ToHashSet();
        if (added.Count == 0) return;
        using (var cursor = await documents.Find(FilterDefinition<Envelope>.Empty).ToCursorAsync())
        {
            while (await cursor.MoveNextAsync())
            {
                foreach (var document in cursor.Current) await FillInAsync(document, added);
            }
        }

        var names = new BsonDocument("fields", new BsonDocument("$each", new BsonArray(added)));
        await models.UpdateOneAsync(new BsonDocument("_id", model.Collection), new BsonDocument("$addToSet", names), new UpdateOptions { IsUpsert = true });
    }

    private async Task FillInAsync(Envelope document, HashSet<string> added)
    {
        var body = JsonSerializer.Deserialize<T>(document.Body.Span, model.Json)!;
        var values = model.Values(body).Where(value => added.Contains(value.Field)).ToList();
        if (values.Count == 0) return;
        // Guarded: who wrote the document meanwhile wrote the field as well.
        var same = new BsonDocument { { "_id", document.Id }, { "version", document.Version } };
        var set = new BsonDocument(values.Select(value => new BsonElement(value.Field, BsonValue.Create(value.Value))));
        await documents.UpdateOneAsync(same, new BsonDocument("$set", set));
    }
}
