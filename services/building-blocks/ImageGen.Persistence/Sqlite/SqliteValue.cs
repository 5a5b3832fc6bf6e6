using System.Text.Json;

namespace ImageGen.Persistence.Sqlite;

internal static class SqliteValue
{
    /// <returns>The value of a field as its column has it: many are a JSON array.</returns>
    public static object? Of(object? value) => value is long[] many ? JsonSerializer.Serialize(many) : value;
}
