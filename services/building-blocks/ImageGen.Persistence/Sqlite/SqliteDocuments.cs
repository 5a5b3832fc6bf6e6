using System.Text.Json;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace ImageGen.Persistence.Sqlite;

/// <summary>Bodies are written and read on the caller's thread; the database's threads only move text.</summary>
internal sealed class SqliteDocuments<T> : IDocuments<T> where T : class
{
    private readonly SqliteDatabase database;
    private readonly DocumentModel<T> model;
    private readonly DocumentReader<T> reader;
    private readonly SqliteTable<T> table;
    private Task? created;

    public SqliteDocuments(SqliteDatabase database, DocumentModel<T> model, DocumentReader<T>? reader = null)
    {
        (this.database, this.model, this.reader) = (database, model, reader ?? new DocumentReader<T>(model));
        table = new SqliteTable<T>(model, this.reader);
    }

    public async Task<Stored<T>?> GetAsync(string id, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        var rows = await database.ReadAsync(session => session.Query(table.Get, SqliteRows.Read, id), cancellationToken);
        return rows is [var row] ? reader.Read(row) : null;
    }

    public async Task<IReadOnlyList<Stored<T>>> GetManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        var list = JsonSerializer.Serialize(ids);
        var rows = await database.ReadAsync(session => session.Query(table.GetMany, SqliteRows.Read, list), cancellationToken);
        return reader.ReadAll(rows);
    }

    public async Task<Stored<T>?> InsertAsync(T body, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        var id = model.Id(body);
        var values = Values(id, body);
        var inserted = await database.WriteAsync(session => session.Execute(table.Insert, values), cancellationToken);
        return inserted == 1 ? new Stored<T>(id, 1, body) : null;
    }

    public async Task<Stored<T>?> ReplaceAsync(Stored<T> seen, T next, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        model.RequireSameId(seen, next);
        object?[] values = [.. Values(seen.Id, next), seen.Version];
        try
        {
            var replaced = await database.WriteAsync(session => session.Execute(table.Replace, values), cancellationToken);
            return replaced == 1 ? new Stored<T>(seen.Id, seen.Version + 1, next) : null;
        }
        catch (SqliteException error) when (error.SqliteErrorCode == SQLITE_CONSTRAINT)
        {
            throw new DocumentKeyTakenException(model.Collection, seen.Id, error);
        }
    }

    public async Task<bool> DeleteAsync(Stored<T> seen, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        return await database.WriteAsync(session => session.Execute(table.Delete, seen.Id, seen.Version), cancellationToken) == 1;
    }

    public async Task<IReadOnlyList<Stored<T>>> ClaimDueAsync(DueClaim claim, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        model.RequireSingle(claim.Where);
        var (find, values) = table.Due(claim);
        var (take, push) = (table.Claim(claim), table.Push(claim));
        return await reader.ClaimAsync(
            claim,
            () =>
            {
                var operation = NewOperation();
                return database.WriteAsync(
                    session =>
                    {
                        var due = session.Query(find, SqliteRows.Read, values);
                        foreach (var row in due) session.Execute(take, row.Id, claim.Until, operation);
                        return due.ConvertAll(row => row with { Version = row.Version + 1 });
                    },
                    cancellationToken);
            },
            (unreadable, until) => database.WriteAsync(
                session => unreadable.Sum(row => session.Execute(push, row.Id, until, row.Version)), cancellationToken));
    }

    public async Task<DocumentPage<T>> PageAsync(PageQuery query, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        return await reader.PageAsync(query, part => database.ReadAsync(
            session =>
            {
                var (sql, values) = table.Page(part, session);
                return session.Query(sql, SqliteRows.ReadOrdered, values);
            },
            cancellationToken));
    }

    public async Task<long> CountAsync(IReadOnlyList<FieldValue> where, int limit, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        model.RequireSingle(where);
        var (sql, values) = table.Count(where, limit);
        return await database.ReadAsync(session => session.Query(sql, row => row.GetInt64(0), values)[0], cancellationToken);
    }

    public async Task<int> DeleteOlderThanAsync(string field, long cutoff, int limit, CancellationToken cancellationToken)
    {
        await CreatedAsync();
        var sql = table.DeleteOlder(field);
        return await database.WriteAsync(session => session.Execute(sql, cutoff, limit), cancellationToken);
    }

    /// <summary>Creates the table at first use. Two callers at once do it twice, which is harmless; a failure is tried again.</summary>
    private Task CreatedAsync()
    {
        var task = created;
        if (task is null || task.IsFaulted) created = task = database.WriteAsync(table.Create, CancellationToken.None);
        return task;
    }

    private object?[] Values(string id, T body) =>
        [id, NewOperation(), JsonSerializer.Serialize(body, model.Json), .. model.Fields.Select(field => SqliteValue.Of(field.Value(body)))];

    // Nothing here reads it, because an outcome is never unknown; it is part of the envelope that both stores share.
    private static string NewOperation() => Guid.NewGuid().ToString("N");
}
