using ImageGen.TestKit;

namespace ImageGen.Persistence.Tests;

public abstract partial class DocumentsContract
{
    [Fact]
    public async Task Another_process_goes_on_from_every_step()
    {
        var first = (await Open(Note.Model(collection)).InsertAsync(new Note { Id = "a", DueAt = 1 }, Cancel))!;
        var second = (await Open(Note.Model(collection)).ReplaceAsync(first, first.Body with { Text = "second" }, Cancel))!;
        var claimed = Assert.Single(await Open(Note.Model(collection)).ClaimDueAsync(new DueClaim("dueAt", 1, 10, 5), Cancel));
        Assert.Equal((2, 3), (second.Version, claimed.Version));
        // The claimer is gone before it did anything: its claim still stands, and ends by itself.
        var after = Open(Note.Model(collection));
        Assert.Empty(await after.ClaimDueAsync(new DueClaim("dueAt", 9, 20, 5), Cancel));
        Assert.Single(await after.ClaimDueAsync(new DueClaim("dueAt", 10, 20, 5), Cancel));
        Assert.Null(await after.ReplaceAsync(claimed, claimed.Body, Cancel));
        Assert.True(await after.DeleteAsync((await after.GetAsync("a", Cancel))!, Cancel));
        Assert.Null(await Open(Note.Model(collection)).GetAsync("a", Cancel));
    }

    [Fact]
    public async Task Documents_are_found_by_a_field_that_was_declared_after_they_were_written()
    {
        var before = Open(new DocumentModel<Note>(collection, note => note.Id).Text("owner", note => note.Owner).Number("dueAt", note => note.DueAt));
        for (var i = 0; i < 450; i++) await before.InsertAsync(new Note { Id = $"n{i:000}", DueAt = 1, Rank = i, Key = i < 2 ? $"k{i}" : null }, Cancel);
        await before.ClaimDueAsync(new DueClaim("dueAt", 1, 1000, 1), Cancel);

        var after = Open(Note.Model(collection));
        await Eventually.HoldsAsync("all are found by their rank", async () => await CountByRankAsync(after) == 450);

        var highest = await after.PageAsync(new PageQuery { OrderBy = "rank", Limit = 2 }, Cancel);
        Assert.Equal(["n449", "n448"], highest.Items.Select(note => note.Id));
        Assert.Equal(1, await after.CountAsync([new FieldValue("key", "k1")], 10, Cancel));
        Assert.Null(await after.InsertAsync(new Note { Id = "new", Key = "k1" }, Cancel));
        // What a claim had pushed stays pushed, and no version changed: nobody wrote.
        Assert.Equal(449, (await after.ClaimDueAsync(new DueClaim("dueAt", 1, 2000, 1000), Cancel)).Count);
        Assert.Equal(2, (await after.GetAsync("n000", Cancel))!.Version);
    }

    [Fact]
    public async Task An_older_program_may_open_the_database_again()
    {
        await InsertAll(new Note { Id = "a", Rank = 1 });
        var older = Open(new DocumentModel<Note>(collection, note => note.Id).Text("owner", note => note.Owner));
        var seen = (await older.GetAsync("a", Cancel))!;
        Assert.NotNull(await older.ReplaceAsync(seen, seen.Body with { Text = "older" }, Cancel));
        Assert.NotNull(await older.InsertAsync(new Note { Id = "b" }, Cancel));
        Assert.Equal("older", (await Notes.GetAsync("a", Cancel))!.Body.Text);
    }

    [Fact]
    public async Task What_an_older_version_writes_after_an_upgrade_is_found_as_well()
    {
        var older = Open(new DocumentModel<Note>(collection, note => note.Id).Text("owner", note => note.Owner));
        await older.InsertAsync(new Note { Id = "before", Rank = 1 }, Cancel);
        var newer = Open(Note.Model(collection));
        await Eventually.HoldsAsync("what was there is filled in", async () => await CountByRankAsync(newer) == 1);

        // A replica that is not upgraded yet, or a rollback.
        older = Open(new DocumentModel<Note>(collection, note => note.Id).Text("owner", note => note.Owner));
        var seen = (await older.GetAsync("before", Cancel))!;
        await older.ReplaceAsync(seen, seen.Body with { Rank = 7 }, Cancel);
        await older.InsertAsync(new Note { Id = "after", Rank = 8 }, Cancel);
        newer = Open(Note.Model(collection));

        await Eventually.HoldsAsync("both are found", async () => await CountByRankAsync(newer) == 2);
        var page = await newer.PageAsync(new PageQuery { OrderBy = "rank", From = 7, Limit = 1 }, Cancel);
        Assert.Equal(("after", new PagePosition(8, "after")), (page.Items[0].Id, page.Next));
        Assert.Equal("before", (await newer.PageAsync(new PageQuery { OrderBy = "rank", To = 7 }, Cancel)).Items[0].Id);
    }

    [Fact]
    public async Task An_unreadable_document_does_not_keep_the_others_from_being_filled_in()
    {
        var older = Open(new DocumentModel<Note>(collection, note => note.Id).Text("owner", note => note.Owner));
        await older.InsertAsync(new Note { Id = "a", Rank = 1 }, Cancel);
        Assert.NotNull(await Open(new DocumentModel<Nameless>(collection, _ => "b")).InsertAsync(new Nameless("x"), Cancel));
        await older.InsertAsync(new Note { Id = "c", Rank = 3 }, Cancel);

        var newer = Open(Note.Model(collection));

        await Eventually.HoldsAsync("the others are found", async () => await CountByRankAsync(newer) == 2);
    }

    [Fact]
    public async Task What_a_newer_version_has_added_survives_a_write_by_this_one()
    {
        var newer = Open(new DocumentModel<NoteOfTomorrow>(collection, note => note.Id));
        await newer.InsertAsync(new NoteOfTomorrow("a", "kept", [new LineOfTomorrow("first", 1.50m), new LineOfTomorrow("second", null)]), Cancel);

        var seen = (await Notes.GetAsync("a", Cancel))!;
        var changed = seen.Body with { Count = 1, Lines = [seen.Body.Lines[1], seen.Body.Lines[0]! with { Length = 7 }, new NoteLine("third", 0)] };
        Assert.NotNull(await Notes.ReplaceAsync(seen, changed, Cancel));

        var found = (await newer.GetAsync("a", Cancel))!.Body;
        Assert.Equal(("kept", 1), (found.AddedTomorrow, found.Count));
        Assert.Equal([("second", null), ("first", 1.50m), ("third", null)], found.Lines.Select(line => (line.Text, line.Price)));
    }

    private static async Task<int> CountByRankAsync(IDocuments<Note> notes) =>
        (await ReadPages(notes, new PageQuery { OrderBy = "rank", Limit = 200 })).Sum(page => page.Items.Count);

    private sealed record NoteOfTomorrow(string Id, string AddedTomorrow, IReadOnlyList<LineOfTomorrow> Lines, long Count = 0);

    private sealed record LineOfTomorrow(string Text, decimal? Price);
}
