using ImageGen.Persistence.Sqlite;

namespace ImageGen.Persistence.Tests;

/// <summary>A page or a claim reads only what it returns: the index has the order, nothing is sorted or scanned.</summary>
public sealed class SqlitePlanTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly SqliteSession session;
    private readonly SqliteTable<Note> table = new(Note.Model("notes"));

    public SqlitePlanTests()
    {
        session = new SqliteSession(Path.Combine(folder.Path, "test.db"));
        table.Create(session);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_claim_walks_the_index_of_what_is_due()
    {
        var (sql, values) = table.Due(new DueClaim("dueAt", 1, 2, 3));
        AssertIndexed(sql, values, "ix_notes_dueAt");
    }

    [Fact]
    public void A_claim_among_some_walks_their_own_index_in_order()
    {
        var lines = new SqliteTable<Note>(Note.Model("lines").Index("owner", "rank"));
        lines.Create(session);
        var (sql, values) = lines.Due(new DueClaim("dueAt", 1, 2, 3, OrderBy: "rank") { Where = [new FieldValue("owner", "ada")] });
        AssertIndexed(sql, values, "ix_lines_owner_rank");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_page_walks_the_index_of_its_owner(bool descending)
    {
        var (sql, values) = table.Page(new PageQuery
        {
            OrderBy = "createdAt",
            Descending = descending,
            Where = [new FieldValue("owner", "ada")],
            From = 1,
            To = 9,
            After = new PagePosition(5, "a"),
        });
        AssertIndexed(sql, values, "ix_notes_owner_createdAt");
    }

    [Fact]
    public void A_count_looks_at_the_index_only()
    {
        var (sql, values) = table.Count([new FieldValue("owner", "ada")], 10);
        AssertIndexed(sql, values, "COVERING INDEX ix_notes_owner_createdAt");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_page_by_values_of_many_walks_the_rows_of_one(bool descending)
    {
        var (sql, values) = table.Page(
            new PageQuery
            {
                OrderBy = "createdAt",
                Descending = descending,
                Where = [new FieldValue("owner", "ada"), new FieldValue("marks", 1L), new FieldValue("marks", 2L)],
                From = 1,
                After = new PagePosition(5, "a"),
            },
            session);
        AssertIndexed(sql, values, "e USING PRIMARY KEY (value=? AND place>?");
    }

    [Fact]
    public void What_has_a_value_of_a_field_that_most_lack_is_found_in_its_own_index()
    {
        var rare = new SqliteTable<Note>(Note.Model("rare").IndexWhereSet("rank", "owner", "rank", "createdAt"));
        rare.Create(session);
        var (sql, values) = rare.Page(new PageQuery { OrderBy = "createdAt", Where = [new FieldValue("owner", "ada"), new FieldValue("rank", 1L)] });
        AssertIndexed(sql, values, "ix_rare_owner_rank_createdAt_set");
    }

    [Fact]
    public void What_has_no_value_is_found_in_an_index_too()
    {
        var lacking = new SqliteTable<Note>(Note.Model("lacking").Index("owner", "rank", "createdAt"));
        lacking.Create(session);
        var (sql, values) = lacking.Page(new PageQuery { OrderBy = "createdAt", Where = [new FieldValue("owner", "ada"), new FieldValue("rank", null)] });
        AssertIndexed(sql, values, "ix_lacking_owner_rank_createdAt");
    }

    private void AssertIndexed(string sql, object?[] values, string index)
    {
        var plan = session.Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), values);
        Assert.Contains(plan, step => step.StartsWith("SEARCH", StringComparison.Ordinal) && step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("B-TREE", StringComparison.Ordinal) || (step.StartsWith("SCAN", StringComparison.Ordinal) && !step.StartsWith("SCAN (subquery", StringComparison.Ordinal)));
    }
}
