using Microsoft.Data.Sqlite;

namespace ImageGen.Persistence.Sqlite;

internal static class SqliteRows
{
    /// <summary>The first columns of every query: id, version, body.</summary>
    public static RawDocument Read(SqliteDataReader reader) => new(reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2));

    /// <summary>And the value of the order field behind them.</summary>
    public static (RawDocument Document, long? Order) ReadOrdered(SqliteDataReader reader) => (Read(reader), reader.GetInt64(3));
}
