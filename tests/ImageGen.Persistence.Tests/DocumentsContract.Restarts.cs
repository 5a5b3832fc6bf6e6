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

        var highest = await after.PageAsync(new PageQuery { OrderBy = "rank", Limit = 2 }, Cancel);
        Assert.Equal(["n449", "n448"], highest.Items.Select(note => note.Id));
        Assert.Equal(450, (await ReadPages(after, new PageQuery { OrderBy = "rank", Limit = 200 })).Sum(page => page.Items.Count));
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
}
