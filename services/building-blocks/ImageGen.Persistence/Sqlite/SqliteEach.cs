namespace ImageGen.Persistence.Sqlite;

/// <summary>
/// An index of each value of a field with many: a table with a row for each value of each document. Triggers keep it, so whoever writes
/// the documents keeps it as well, an earlier version that knows nothing of it too.
/// </summary>
internal sealed class SqliteEach<T>(DocumentModel<T> model, DocumentIndex index) where T : class
{
    /// <summary>Where there are so many it does not matter any more which is the rarest.</summary>
    private const int Frequent = 1000;

    private readonly string documents = SqliteTable<T>.Quote(model.Collection);
    private readonly string many = SqliteTable<T>.Quote(index.Fields[0]);
    private readonly string order = SqliteTable<T>.Quote(index.Fields[1]);
    private readonly string name = $"{model.Collection}_{index.Fields[0]}_{index.Fields[1]}";

    private string Each => SqliteTable<T>.Quote(name);

    public void Create(SqliteSession session)
    {
        if (session.Query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1", row => row.GetInt32(0), name).Count > 0) return;
        session.Execute($"CREATE TABLE {Each} (value INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, PRIMARY KEY (value, place, id)) WITHOUT ROWID");
        session.Execute($"INSERT INTO {Each} SELECT one.value, {order}, {documents}.id FROM {documents}, json_each({many}) one WHERE {order} IS NOT NULL ORDER BY 1, 2, 3");
        session.Execute($"CREATE TRIGGER {Trigger("added")} AFTER INSERT ON {documents} BEGIN {Add} END");
        session.Execute($"CREATE TRIGGER {Trigger("deleted")} AFTER DELETE ON {documents} BEGIN {Remove} END");
        session.Execute($"CREATE TRIGGER {Trigger("changed")} AFTER UPDATE ON {documents} WHEN OLD.{many} IS NOT NEW.{many} OR OLD.{order} IS NOT NEW.{order} BEGIN {Remove} {Add} END");
    }

    /// <summary>Walks the rarest of the values that are asked for, and looks at each document whether it has the others.</summary>
    public (string Sql, object?[] Values) Page(PageQuery query, SqliteSession session)
    {
        var asked = query.Where.Where(value => value.Field == index.Fields[0]).Select(value => value.Value).Distinct().ToList();
        if (asked.Count > 1) asked = [.. asked.OrderBy(value => CountOf(value, session))];
        var (direction, beyond) = query.Descending ? ("DESC", "<") : ("ASC", ">");
        var values = new List<object?> { query.Limit + 1 };
        List<string> conditions = [$"e.value = {Parameter(asked[0])}"];
        if (query.From is { } from) conditions.Add($"e.place >= {Parameter(from)}");
        if (query.To is { } to) conditions.Add($"e.place <= {Parameter(to)}");
        if (query.After is { } after) conditions.Add($"(e.place, e.id) {beyond} ({Parameter(after.Order)}, {Parameter(after.Id)})");
        conditions.AddRange(asked.Skip(1).Select(value => $"EXISTS (SELECT 1 FROM {Each} o WHERE o.value = {Parameter(value)} AND o.place = e.place AND o.id = e.id)"));
        conditions.AddRange(query.Where.Where(value => value.Field != index.Fields[0])
            .Select(value => SqliteTable<T>.Is($"d.{SqliteTable<T>.Quote(model.Field(value.Field).Name)}", value.Value, Parameter)));
        return ($"SELECT d.id, d.version, d.body, e.place FROM {Each} e CROSS JOIN {documents} d ON d.id = e.id WHERE {string.Join(" AND ", conditions)} " +
            $"ORDER BY e.place {direction}, e.id {direction} LIMIT ?1", [.. values]);

        string Parameter(object? value)
        {
            values.Add(value);
            return $"?{values.Count}";
        }
    }

    private string Add => $"INSERT INTO {Each} SELECT value, NEW.{order}, NEW.id FROM json_each(NEW.{many}) WHERE NEW.{order} IS NOT NULL;";

    private string Remove => $"DELETE FROM {Each} WHERE place = OLD.{order} AND id = OLD.id AND value IN (SELECT value FROM json_each(OLD.{many}));";

    private string Trigger(string what) => SqliteTable<T>.Quote($"{name}_{what}");

    private long CountOf(object? value, SqliteSession session) =>
        session.Query($"SELECT COUNT(*) FROM (SELECT 1 FROM {Each} WHERE value = ?1 LIMIT {Frequent})", row => row.GetInt64(0), value)[0];
}
