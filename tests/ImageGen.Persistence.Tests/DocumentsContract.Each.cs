using ImageGen.TestKit;

namespace ImageGen.Persistence.Tests;

/// <summary>Fields with many values.</summary>
public abstract partial class DocumentsContract
{
    private static DocumentModel<Note> Markless(string collection) =>
        new DocumentModel<Note>(collection, note => note.Id).Text("owner", note => note.Owner).Number("createdAt", note => note.CreatedAt);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_is_found_by_each_of_its_values_and_by_several_at_once(bool descending)
    {
        await InsertAll(
            new Note { Id = "a", CreatedAt = 1, Marks = [1, 2, 3] },
            new Note { Id = "b", CreatedAt = 2, Marks = [1, 2, 2] },
            new Note { Id = "c", CreatedAt = 2, Marks = [1], Owner = "ben" },
            new Note { Id = "d", CreatedAt = 3, Marks = [] },
            new Note { Id = "e", CreatedAt = 4, Marks = [3, 1] },
            new Note { Id = "unordered", Marks = [1] });

        await AssertFoundAsync(["a", "b", "c", "e"], 1);
        await AssertFoundAsync(["a", "b"], 2);
        await AssertFoundAsync(["a", "b"], 1, 2);
        await AssertFoundAsync(["a"], 3, 2, 1);
        await AssertFoundAsync([], 9);
        await AssertFoundAsync([], 1, 9);
        var narrowed = Marked(1) with { From = 2, To = 3, Where = [new FieldValue("owner", "ada"), new FieldValue("marks", 1L)] };
        Assert.Equal(["b"], (await Notes.PageAsync(narrowed, Cancel)).Items.Select(note => note.Id));

        async Task AssertFoundAsync(string[] ascending, params long[] marks)
        {
            var found = await IdsAsync(Marked(marks) with { Descending = descending, Limit = 2 });
            Assert.Equal(descending ? ascending.Reverse() : ascending, found);
        }
    }

    [Fact]
    public async Task What_a_document_does_not_have_any_more_does_not_find_it()
    {
        await InsertAll(new Note { Id = "a", CreatedAt = 1, Marks = [1, 2] }, new Note { Id = "b", CreatedAt = 2, Marks = [1] }, new Note { Id = "c", CreatedAt = 3, Marks = [1] });
        var a = (await Notes.GetAsync("a", Cancel))!;
        a = (await Notes.ReplaceAsync(a, a.Body with { Marks = [2, 3] }, Cancel))!;
        Assert.Equal(["c", "b"], await IdsAsync(Marked(1)));
        Assert.Equal(["a"], await IdsAsync(Marked(2, 3)));

        a = (await Notes.ReplaceAsync(a, a.Body with { CreatedAt = 9 }, Cancel))!;
        Assert.Equal(9, (await Notes.PageAsync(Marked(3) with { From = 9 }, Cancel)).Items.Single().Body.CreatedAt);
        await Notes.ReplaceAsync(a, a.Body with { Marks = [] }, Cancel);
        Assert.Empty(await IdsAsync(Marked(3)));

        Assert.Equal(1, await Notes.DeleteOlderThanAsync("createdAt", 3, 10, Cancel));
        Assert.Equal(["c"], await IdsAsync(Marked(1)));
        await Notes.DeleteAsync((await Notes.GetAsync("c", Cancel))!, Cancel);
        Assert.Empty(await IdsAsync(Marked(1)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pages_hold_all_that_have_it_however_frequent_and_however_they_lie_in_time(bool descending)
    {
        // A few long ago, a crowd in one millisecond, then every third of many.
        var notes = Enumerable.Range(0, 3).Select(i => new Note { Id = $"old{i}", CreatedAt = 10 + i, Marks = [1, 7] })
            .Concat(Enumerable.Range(0, 230).Select(i => new Note { Id = $"crowd{i:000}", CreatedAt = 5_000_000, Marks = [1] }))
            .Concat(Enumerable.Range(0, 300).Select(i => new Note { Id = $"new{i:000}", CreatedAt = 9_000_000 + (i * 1000), Marks = i % 3 == 0 ? [1, 2] : [2] }))
            .ToList();
        await Task.WhenAll(notes.Chunk(70).Select(InsertAll));
        foreach (var marks in new long[][] { [1], [2], [1, 2], [7], [1, 7], [2, 7] })
        {
            var expected = notes.Where(note => marks.All(note.Marks.Contains)).OrderBy(note => note.CreatedAt).ThenBy(note => note.Id, StringComparer.Ordinal).Select(note => note.Id).ToList();
            if (descending) expected.Reverse();
            Assert.Equal(expected, await IdsAsync(Marked(marks) with { Descending = descending, Limit = 90 }));
        }
    }

    [Fact]
    public async Task What_was_written_before_the_field_was_declared_is_found_by_it()
    {
        var before = Open(Markless(collection));
        for (var i = 0; i < 30; i++) await before.InsertAsync(new Note { Id = $"n{i:00}", CreatedAt = i, Marks = [i % 3, 7] }, Cancel);

        await Eventually.HoldsAsync("all are found", async () => (await IdsAsync(Marked(7))).Count == 30);
        Assert.Equal(10, (await IdsAsync(Marked(2, 7))).Count);
    }

    [Fact]
    public async Task What_an_earlier_version_writes_beside_is_found_as_it_is_now()
    {
        await InsertAll(new Note { Id = "a", CreatedAt = 1, Marks = [1] }, new Note { Id = "b", CreatedAt = 2, Marks = [1] }, new Note { Id = "c", CreatedAt = 3, Marks = [1] });
        var earlier = Open(Markless(collection));
        var a = (await earlier.GetAsync("a", Cancel))!;
        await earlier.ReplaceAsync(a, a.Body with { Marks = [2] }, Cancel);
        await earlier.DeleteAsync((await earlier.GetAsync("b", Cancel))!, Cancel);
        await earlier.InsertAsync(new Note { Id = "d", CreatedAt = 4, Marks = [2] }, Cancel);

        var later = Open(Note.Model(collection));
        await Eventually.HoldsAsync("both are found", async () => (await IdsAsync(Marked(2), later)).SequenceEqual(["d", "a"]));
        Assert.Equal(["c"], await IdsAsync(Marked(1), later));
    }

    [Fact]
    public async Task A_value_of_many_is_asked_for_in_the_order_of_its_index_and_nowhere_else()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.PageAsync(Marked(1) with { OrderBy = "rank" }, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.CountAsync([new FieldValue("marks", 1L)], 1, Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.ClaimDueAsync(new DueClaim("dueAt", 1, 2, 1) { Where = [new FieldValue("marks", 1L)] }, Cancel));
    }

    [Fact]
    public async Task What_has_no_value_is_found_by_that()
    {
        await InsertAll(new Note { Id = "a", CreatedAt = 1, Rank = 1 }, new Note { Id = "b", CreatedAt = 2 }, new Note { Id = "c", CreatedAt = 3 });
        Assert.Equal(["c", "b"], await IdsAsync(new PageQuery { OrderBy = "createdAt", Where = [new FieldValue("rank", null)] }));
        Assert.Equal(2, await Notes.CountAsync([new FieldValue("rank", null)], 10, Cancel));
    }

    private static PageQuery Marked(params long[] marks) => new() { OrderBy = "createdAt", Where = [.. marks.Select(mark => new FieldValue("marks", mark))] };

    private async Task<List<string>> IdsAsync(PageQuery query, IDocuments<Note>? notes = null) =>
        [.. (await ReadPages(notes ?? Notes, query)).SelectMany(page => page.Items).Select(note => note.Id)];
}
