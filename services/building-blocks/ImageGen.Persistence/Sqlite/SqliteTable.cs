namespace ImageGen.Persistence.Sqlite;

/// <summary>The statements of one model. Declared fields are columns beside the body, so SQLite never parses JSON.</summary>
internal sealed class SqliteTable<T> where T : class
{
    private readonly DocumentModel<T> model;
    private readonly SqliteShape<T> shape;

    public SqliteTable(DocumentModel<T> model, DocumentReader<T>? reader = null)
    {
        this.model = model;
        shape = new SqliteShape<T>(model, reader ?? new DocumentReader<T>(model));
        Name = Quote(model.Collection);
        var columns = model.Fields.Select(field => Quote(field.Name)).ToList();
        var values = string.Concat(columns.Select((_, i) => $", ?{i + 4}"));

        Insert = $"INSERT INTO {Name} (id, version, op_id, body{string.Concat(columns.Select(c => ", " + c))}) " +
            $"VALUES (?1, 1, ?2, ?3{values}) ON CONFLICT DO NOTHING";
        Replace = ReplaceWith([]);
        Delete = $"DELETE FROM {Name} WHERE id = ?1 AND version = ?2";
        Get = $"SELECT id, version, body FROM {Name} WHERE id = ?1";
        GetMany = $"SELECT id, version, body FROM {Name} WHERE id IN (SELECT value FROM json_each(?1))";
    }

    public string Name { get; }

    public string Insert { get; }

    public string Replace { get; private set; }

    public string Delete { get; }

    public string Get { get; }

    public string GetMany { get; }

    public (string Sql, object?[] Values) Due(DueClaim claim)
    {
        var values = new List<object?> { claim.Now, claim.Limit };
        List<string> conditions = [.. Equal(claim.Where, values), $"{Column(claim.DueField)} <= ?1"];
        return ($"SELECT id, version, body FROM {Name} WHERE {string.Join(" AND ", conditions)} " +
            $"ORDER BY {Column(claim.OrderBy ?? claim.DueField)}, id LIMIT ?2", [.. values]);
    }

    public string Claim(DueClaim claim) =>
        $"UPDATE {Name} SET {Column(claim.DueField)} = ?2, version = version + 1, op_id = ?3 WHERE id = ?1";

    public string Push(DueClaim claim) => $"UPDATE {Name} SET {Column(claim.DueField)} = ?2 WHERE id = ?1 AND version = ?3";

    public string DeleteOlder(string field) =>
        $"DELETE FROM {Name} WHERE id IN (SELECT id FROM {Name} WHERE {Column(field)} < ?1 ORDER BY {Column(field)}, id LIMIT ?2)";

    public (string Sql, object?[] Values) Count(IReadOnlyList<FieldValue> where, int limit)
    {
        var values = new List<object?> { limit };
        var conditions = Equal(where, values);
        var filter = conditions.Count == 0 ? "" : $" WHERE {string.Join(" AND ", conditions)}";
        return ($"SELECT COUNT(*) FROM (SELECT 1 FROM {Name}{filter} LIMIT ?1)", [.. values]);
    }

    /// <param name="session">Counts what is rarest, where values of a field with many are asked for.</param>
    public (string Sql, object?[] Values) Page(PageQuery query, SqliteSession session) =>
        model.EachIndex(query) is { } index ? new SqliteEach<T>(model, index).Page(query, session) : Page(query);

    public (string Sql, object?[] Values) Page(PageQuery query)
    {
        var order = Column(query.OrderBy);
        var (direction, beyond) = query.Descending ? ("DESC", "<") : ("ASC", ">");
        var values = new List<object?> { query.Limit + 1 };
        var conditions = Equal(query.Where, values);
        conditions.Add($"{order} IS NOT NULL");
        if (query.From is { } from) conditions.Add($"{order} >= {Parameter(values, from)}");
        if (query.To is { } to) conditions.Add($"{order} <= {Parameter(values, to)}");
        if (query.After is { } after) conditions.Add($"({order}, id) {beyond} ({Parameter(values, after.Order)}, {Parameter(values, after.Id)})");
        return ($"SELECT id, version, body, {order} FROM {Name} WHERE {string.Join(" AND ", conditions)} " +
            $"ORDER BY {order} {direction}, id {direction} LIMIT ?1", [.. values]);
    }

    /// <summary>Creates what is missing, or nothing at all.</summary>
    public bool Create(SqliteSession session)
    {
        session.Execute("SAVEPOINT model");
        try
        {
            session.Execute($"CREATE TABLE IF NOT EXISTS {Name} (id TEXT PRIMARY KEY, version INTEGER NOT NULL, op_id TEXT NOT NULL, body TEXT NOT NULL)");
            Replace = ReplaceWith(shape.Create(session));
            foreach (var index in model.Indexes)
            {
                if (index.Each) new SqliteEach<T>(model, index).Create(session);
                else Create(index, session);
            }
        }
        catch
        {
            session.Execute("ROLLBACK TO model");
            throw;
        }
        finally
        {
            session.Execute("RELEASE model");
        }

        return true;
    }

    private void Create(DocumentIndex index, SqliteSession session)
    {
        var name = $"{(index.Unique ? "ux" : "ix")}_{model.Collection}_{string.Join('_', index.Fields)}";
        var columns = string.Join(", ", index.Fields.Select(Column));
        if (index.WhereSet is { } set)
        {
            session.Execute($"CREATE INDEX IF NOT EXISTS {Quote(name + "_set")} ON {Name} ({columns}, id) WHERE {Column(set)} IS NOT NULL");
            // An earlier version indexed all documents by these fields.
            session.Execute($"DROP INDEX IF EXISTS {Quote(name)}");
        }
        else
        {
            session.Execute(index.Unique
                ? $"CREATE UNIQUE INDEX IF NOT EXISTS {Quote(name)} ON {Name} ({columns})"
                : $"CREATE INDEX IF NOT EXISTS {Quote(name)} ON {Name} ({columns}, id)");
        }
    }

    /// <param name="unknown">Columns that only other versions declare. They hold what a body said that is replaced now: empty, they are filled in anew.</param>
    private string ReplaceWith(IReadOnlyList<string> unknown) =>
        $"UPDATE {Name} SET version = version + 1, op_id = ?2, body = ?3" +
        string.Concat(model.Fields.Select((field, i) => $", {Quote(field.Name)} = ?{i + 4}")) +
        string.Concat(unknown.Select(column => $", {Quote(column)} = NULL")) +
        $" WHERE id = ?1 AND version = ?{model.Fields.Count + 4}";

    private List<string> Equal(IReadOnlyList<FieldValue> where, List<object?> values) =>
        [.. where.Select(field => Is(Column(field.Field), field.Value, value => Parameter(values, value)))];

    private static string Parameter(List<object?> values, object? value)
    {
        values.Add(value);
        return $"?{values.Count}";
    }

    private string Column(string field) => Quote(model.Field(field).Name);

    /// <summary>Not <c>IS ?</c> for both: only <c>=</c> tells SQLite that an index of what is set will do.</summary>
    internal static string Is(string column, object? value, Func<object, string> parameter) =>
        value is null ? $"{column} IS NULL" : $"{column} = {parameter(value)}";

    internal static string Quote(string name) => $"\"{name}\"";
}
