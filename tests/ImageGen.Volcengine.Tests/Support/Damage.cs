using Microsoft.Data.Sqlite;

namespace ImageGen.Volcengine.Tests.Support;

internal static class Damage
{
    /// <summary>Changes what is in SQLite as another version, or a person with a shell, may.</summary>
    public static async Task ExecuteAsync(this Store store, string sql)
    {
        var folder = store.Settings.Single(setting => setting.Key == "IMAGEGEN_DATA").Value!;
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "imagegen.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
