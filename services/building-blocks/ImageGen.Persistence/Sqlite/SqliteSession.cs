using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ImageGen.Persistence.Sqlite;

/// <summary>One connection with the prepared statements it has seen. Belongs to one thread.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> commands = [];

    public SqliteSession(string path)
    {
        var options = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false };
        connection = new SqliteConnection(options.ToString());
        connection.Open();
        // FULL holds for this connection only: with NORMAL, WAL may lose acknowledged writes when the power fails.
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
    }

    public bool IsInTransaction => sqlite3_get_autocommit(connection.Handle) == 0;

    /// <param name="sql">One statement with parameters <c>?1</c>, <c>?2</c> and so on. It stays prepared, so its values must not be part of it.</param>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Reads all rows at once, so that no statement stays open.</summary>
    public List<TRow> Query<TRow>(string sql, Func<SqliteDataReader, TRow> read, params ReadOnlySpan<object?> values)
    {
        using var reader = Prepare(sql, values).ExecuteReader();
        var rows = new List<TRow>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values) command.Dispose();
        connection.Dispose();
    }

#pragma warning disable CA2100 // Statements are built from the declared names of a model, which are checked; values are parameters.
    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
            }

            commands.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
#pragma warning restore CA2100
}
