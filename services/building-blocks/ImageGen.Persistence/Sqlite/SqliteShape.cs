namespace ImageGen.Persistence.Sqlite;

/// <summary>
/// The columns of a model's fields, and their values where another version has written the documents. One process has the file, so
/// all of them are of one shape, which the table <c>_shapes</c> names: a program with the same fields finds that out at once.
/// </summary>
internal sealed class SqliteShape<T>(DocumentModel<T> model, DocumentReader<T> reader) where T : class
{
    private const string Shapes = "CREATE TABLE IF NOT EXISTS _shapes (collection TEXT PRIMARY KEY, shape TEXT NOT NULL)";
    private const string Written = "INSERT INTO _shapes (collection, shape) VALUES (?1, ?2) ON CONFLICT (collection) DO UPDATE SET shape = ?2";
    private const int Batch = 200;

    private static readonly string[] Envelope = ["id", "version", "op_id", "body"];

    private readonly string table = SqliteTable<T>.Quote(model.Collection);

    /// <returns>The columns of fields that only other versions declare.</returns>
    public IReadOnlyList<string> Create(SqliteSession session)
    {
        var present = session.Query("SELECT name FROM pragma_table_info(?1)", row => row.GetString(0), model.Collection);
        foreach (var field in model.Fields.Where(field => !present.Contains(field.Name)))
        {
            session.Execute($"ALTER TABLE {table} ADD COLUMN {SqliteTable<T>.Quote(field.Name)} {(field.Kind == FieldKind.Number ? "INTEGER" : "TEXT")}");
        }

        session.Execute(Shapes);
        var last = session.Query("SELECT shape FROM _shapes WHERE collection = ?1", row => row.GetString(0), model.Collection);
        if (last is not [var shape] || shape != model.Shape.Id)
        {
            if (model.Fields.Count > 0) FillIn(session);
            session.Execute(Written, model.Collection, model.Shape.Id);
        }

        return [.. present.Except(Envelope).Except(model.Shape.Fields)];
    }

    /// <summary>
    /// Gives every document the values that its columns lack: whoever wrote it did not declare them. What is there stays, since a claim
    /// may have pushed it.
    /// </summary>
    private void FillIn(SqliteSession session)
    {
        var columns = model.Fields.Select(field => SqliteTable<T>.Quote(field.Name)).ToList();
        var values = string.Join(", ", columns.Select((column, i) => $"{column} = COALESCE({column}, ?{i + 2})"));
        var lacking = string.Join(" OR ", columns.Select((column, i) => $"({column} IS NULL AND ?{i + 2} IS NOT NULL)"));
        var update = $"UPDATE {table} SET {values} WHERE id = ?1 AND ({lacking})";
        var next = $"SELECT id, version, body FROM {table} WHERE id > ?1 ORDER BY id LIMIT {Batch}";
        for (var rows = session.Query(next, SqliteRows.Read, ""); rows.Count > 0; rows = session.Query(next, SqliteRows.Read, rows[^1].Id))
        {
            foreach (var row in rows)
            {
                if (reader.TryReadFields(row) is { } fields) session.Execute(update, [row.Id, .. fields.Select(SqliteValue.Of)]);
            }
        }
    }
}
