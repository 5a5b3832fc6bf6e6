using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ImageGen.Persistence.Sqlite;

/// <summary>The first columns of every query: id, version, body as UTF-8.</summary>
internal readonly record struct SqliteRow(string Id, long Version, byte[] Body)
{
    public static SqliteRow Read(SqliteDataReader reader) => new(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));

    public Stored<T> ToStored<T>(DocumentModel<T> model) where T : class =>
        new(Id, Version, JsonSerializer.Deserialize<T>(Body, model.Json) ?? throw new JsonException($"The body of {Id} is null."));
}
