using Microsoft.Data.Sqlite;

namespace ImageGen.Jobs.Tests;

/// <summary>What else may happen to a host's database: damage, other versions, a person with a shell.</summary>
internal static class JobsDatabase
{
    /// <summary>As a newer version leaves it behind: a status that this one does not know.</summary>
    public static Task MakeUnreadableAsync(string folder, string id) =>
        ExecuteAsync(folder, "UPDATE jobs SET body = json_set(body, '$.status', 'of_the_future') WHERE id = $id", id);

    /// <summary>It can be read and claimed, and whoever writes it fails.</summary>
    public static Task MakeUnwritableAsync(string folder, string id) => ExecuteAsync(
        folder, $"CREATE TRIGGER damage BEFORE UPDATE OF body ON jobs WHEN NEW.id = '{id}' BEGIN SELECT RAISE(ABORT, 'damaged'); END", id);

    private static async Task ExecuteAsync(string folder, string sql, string id)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "imagegen.db")};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own id.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$id", id);
        await command.ExecuteNonQueryAsync();
    }
}
