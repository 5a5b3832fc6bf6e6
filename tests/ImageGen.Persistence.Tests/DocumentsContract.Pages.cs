namespace ImageGen.Persistence.Tests;

public abstract partial class DocumentsContract
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_are_ordered_by_the_field_and_then_by_id(bool descending)
    {
        string[] ascending = ["a", "c", "b", "d", "e"];
        await InsertAll(
            new Note { Id = "d", CreatedAt = 2 }, new Note { Id = "b", CreatedAt = 2 }, new Note { Id = "c", CreatedAt = 1 },
            new Note { Id = "a", CreatedAt = 1 }, new Note { Id = "e", CreatedAt = 3 }, new Note { Id = "unordered" });
        var query = new PageQuery { OrderBy = "createdAt", Descending = descending, Limit = 2 };

        var pages = await ReadPages(Notes, query);

        Assert.Equal([2, 2, 1], pages.Select(page => page.Items.Count));
        Assert.Equal(descending ? ascending.Reverse() : ascending, pages.SelectMany(page => page.Items).Select(note => note.Id));
    }

    [Fact]
    public async Task A_full_last_page_has_no_next()
    {
        await InsertAll(new Note { Id = "a", CreatedAt = 1 }, new Note { Id = "b", CreatedAt = 2 });
        var page = await Notes.PageAsync(new PageQuery { OrderBy = "createdAt", Limit = 2 }, Cancel);
        Assert.Equal(2, page.Items.Count);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task A_page_is_narrowed_by_range_and_by_values()
    {
        await InsertAll(Enumerable.Range(0, 10).Select(i => new Note { Id = $"a{i}", CreatedAt = i, Owner = "ada", Rank = i % 2 }));
        await InsertAll(Enumerable.Range(0, 10).Select(i => new Note { Id = $"b{i}", CreatedAt = i, Owner = "ben", Rank = i % 2 }));
        var query = new PageQuery
        {
            OrderBy = "createdAt",
            From = 2,
            To = 7,
            Limit = 2,
            Where = [new FieldValue("owner", "ada"), new FieldValue("rank", 1L)],
        };

        var pages = await ReadPages(Notes, query);

        Assert.Equal(["a7", "a5", "a3"], pages.SelectMany(page => page.Items).Select(note => note.Id));
        Assert.Equal(3, await Notes.CountAsync(query.Where, 3, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Inserts_and_deletes_do_not_shift_pages(bool descending)
    {
        await InsertAll(Enumerable.Range(0, 20).Select(i => new Note { Id = $"n{i:00}", CreatedAt = 100 + i }));
        var query = new PageQuery { OrderBy = "createdAt", Descending = descending, Limit = 4 };
        var seen = new List<string>();

        for (var round = 0; ; round++)
        {
            var page = await Notes.PageAsync(query, Cancel);
            seen.AddRange(page.Items.Select(note => note.Id));
            if (page.Next is null) break;
            // Behind the reader, on both ends: the place where the page ended, a newcomer before all and one after all.
            Assert.True(await Notes.DeleteAsync(page.Items[^1], Cancel));
            await InsertAll(new Note { Id = $"x{round}", CreatedAt = descending ? 1000 + round : round });
            query = query with { After = page.Next };
        }

        var expected = Enumerable.Range(0, 20).Select(i => $"n{i:00}");
        Assert.Equal(descending ? expected.Reverse() : expected, seen);
    }

    [Fact]
    public async Task The_body_a_page_shows_may_be_older_than_the_field_a_claim_pushed()
    {
        await InsertAll(new Note { Id = "a", DueAt = 10 }, new Note { Id = "b", DueAt = 20 });
        await Notes.ClaimDueAsync(new DueClaim("dueAt", 10, 30, 1), Cancel);
        var page = await Notes.PageAsync(new PageQuery { OrderBy = "dueAt", Limit = 1 }, Cancel);
        Assert.Equal(("a", 10, 30), (page.Items[0].Id, page.Items[0].Body.DueAt, page.Next!.Order));
    }

    [Fact]
    public async Task Counting_stops_at_its_limit()
    {
        await InsertAll(Enumerable.Range(0, 9).Select(i => new Note { Id = $"n{i}", Owner = i < 6 ? "ada" : "ben" }));
        Assert.Equal(6, await Notes.CountAsync([new FieldValue("owner", "ada")], 100, Cancel));
        Assert.Equal(4, await Notes.CountAsync([new FieldValue("owner", "ada")], 4, Cancel));
        Assert.Equal(0, await Notes.CountAsync([new FieldValue("owner", "eve")], 4, Cancel));
        Assert.Equal(9, await Notes.CountAsync([], 100, Cancel));
    }

    [Fact]
    public async Task The_oldest_below_the_cutoff_are_deleted_first()
    {
        await InsertAll(Enumerable.Range(0, 10).Select(i => new Note { Id = $"n{i}", CreatedAt = i }));
        await InsertAll(new Note { Id = "ageless" });

        Assert.Equal(4, await Notes.DeleteOlderThanAsync("createdAt", 7, 4, Cancel));
        Assert.Null(await Notes.GetAsync("n3", Cancel));
        Assert.NotNull(await Notes.GetAsync("n4", Cancel));
        Assert.Equal(3, await Notes.DeleteOlderThanAsync("createdAt", 7, 4, Cancel));
        Assert.Equal(0, await Notes.DeleteOlderThanAsync("createdAt", 7, 4, Cancel));
        Assert.Equal(4, await Notes.CountAsync([], 100, Cancel));
    }

    [Fact]
    public async Task A_field_that_was_not_declared_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.PageAsync(new PageQuery { OrderBy = "state" }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.CountAsync([new FieldValue("text", "x")], 1, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.ClaimDueAsync(new DueClaim("count", 1, 2, 1), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.DeleteOlderThanAsync("nothing", 1, 1, Cancel));
    }

    private static async Task<List<DocumentPage<Note>>> ReadPages(IDocuments<Note> notes, PageQuery query)
    {
        var pages = new List<DocumentPage<Note>>();
        do
        {
            pages.Add(await notes.PageAsync(query with { After = pages.LastOrDefault()?.Next }, Cancel));
        }
        while (pages[^1].Next is not null);
        return pages;
    }
}
