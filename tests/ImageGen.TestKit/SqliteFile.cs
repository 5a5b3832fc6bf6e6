using Microsoft.Data.Sqlite;

namespace ImageGen.TestKit;

/// <summary>What else may happen to a database in a data folder: damage, another version, a person with a shell.</summary>
public static class SqliteFile
{
    public static async Task ExecuteAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "imagegen.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
