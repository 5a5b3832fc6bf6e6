using ImageGen.Persistence.Unreadable;

namespace ImageGen.Persistence.Tests;

/// <summary>What every store must do. One class per store runs it.</summary>
public abstract partial class DocumentsContract
{
    private readonly string collection = "notes_" + Guid.NewGuid().ToString("N")[..12];
    private IDocuments<Note>? notes;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private protected IDocuments<Note> Notes => notes ??= Open(Note.Model(collection));

    /// <summary>Opens the database of this test as another process would.</summary>
    private protected abstract IDocuments<T> Open<T>(DocumentModel<T> model) where T : class;

    /// <summary>What processes could not read in the database of this test.</summary>
    private protected abstract IDocuments<UnreadableDocument> Records { get; }

    [Fact]
    public async Task What_was_inserted_is_found_with_version_1()
    {
        var inserted = await Notes.InsertAsync(new Note { Id = "a", Text = "hello" }, Cancel);
        var found = await Notes.GetAsync("a", Cancel);

        Assert.Equal(1, inserted!.Version);
        Assert.Equal(("a", 1L, "hello"), (found!.Id, found.Version, found.Body.Text));
        Assert.Null(await Notes.GetAsync("b", Cancel));
    }

    [Fact]
    public async Task An_id_is_inserted_once()
    {
        Assert.NotNull(await Notes.InsertAsync(new Note { Id = "a", Text = "first" }, Cancel));
        Assert.Null(await Notes.InsertAsync(new Note { Id = "a", Text = "second" }, Cancel));
        Assert.Equal("first", (await Notes.GetAsync("a", Cancel))!.Body.Text);
    }

    [Fact]
    public async Task Of_many_inserts_of_one_id_exactly_one_wins()
    {
        var store = Notes;
        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => store.InsertAsync(new Note { Id = "a", Count = i }, Cancel)));
        var winner = Assert.Single(tries, outcome => outcome is not null);
        Assert.Equal(winner!.Body.Count, (await store.GetAsync("a", Cancel))!.Body.Count);
    }

    [Fact]
    public async Task A_unique_key_is_given_once_and_absent_keys_do_not_collide()
    {
        Assert.NotNull(await Notes.InsertAsync(new Note { Id = "a", Key = "k" }, Cancel));
        Assert.Null(await Notes.InsertAsync(new Note { Id = "b", Key = "k" }, Cancel));
        Assert.NotNull(await Notes.InsertAsync(new Note { Id = "c" }, Cancel));
        Assert.NotNull(await Notes.InsertAsync(new Note { Id = "d" }, Cancel));
        Assert.Null(await Notes.GetAsync("b", Cancel));
    }

    [Fact]
    public async Task A_replace_that_takes_another_documents_key_says_so_and_changes_nothing()
    {
        await Notes.InsertAsync(new Note { Id = "a", Key = "k" }, Cancel);
        var b = (await Notes.InsertAsync(new Note { Id = "b" }, Cancel))!;

        await Assert.ThrowsAsync<DocumentKeyTakenException>(() => Notes.ReplaceAsync(b, b.Body with { Key = "k" }, Cancel));

        Assert.Equal((1, null), ((await Notes.GetAsync("b", Cancel))!.Version, b.Body.Key));
    }

    [Fact]
    public async Task A_key_that_was_given_up_is_free_again()
    {
        var a = (await Notes.InsertAsync(new Note { Id = "a", Key = "k" }, Cancel))!;
        await Notes.ReplaceAsync(a, a.Body with { Key = null }, Cancel);
        Assert.NotNull(await Notes.InsertAsync(new Note { Id = "b", Key = "k" }, Cancel));
    }

    [Fact]
    public async Task Only_the_version_that_was_seen_is_replaced()
    {
        var first = (await Notes.InsertAsync(new Note { Id = "a" }, Cancel))!;
        var second = (await Notes.ReplaceAsync(first, first.Body with { Text = "second" }, Cancel))!;

        Assert.Equal(2, second.Version);
        Assert.Null(await Notes.ReplaceAsync(first, first.Body with { Text = "late" }, Cancel));
        Assert.Equal("second", (await Notes.GetAsync("a", Cancel))!.Body.Text);
        Assert.Null(await Notes.ReplaceAsync(new Stored<Note>("none", 1, new Note { Id = "none" }), new Note { Id = "none" }, Cancel));
    }

    [Fact]
    public async Task A_document_keeps_its_id()
    {
        var a = (await Notes.InsertAsync(new Note { Id = "a" }, Cancel))!;
        await Assert.ThrowsAsync<ArgumentException>(() => Notes.ReplaceAsync(a, new Note { Id = "b" }, Cancel));
    }

    [Fact]
    public async Task Two_hundred_increments_at_once_lose_nothing()
    {
        var store = Notes;
        await store.InsertAsync(new Note { Id = "a" }, Cancel);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async _ =>
        {
            Stored<Note>? done = null;
            while (done is null)
            {
                var seen = (await store.GetAsync("a", Cancel))!;
                done = await store.ReplaceAsync(seen, seen.Body with { Count = seen.Body.Count + 1 }, Cancel);
            }
        }));

        var end = (await store.GetAsync("a", Cancel))!;
        Assert.Equal((200, 201), (end.Body.Count, end.Version));
    }

    [Fact]
    public async Task Only_the_version_that_was_seen_is_deleted()
    {
        var first = (await Notes.InsertAsync(new Note { Id = "a" }, Cancel))!;
        var second = (await Notes.ReplaceAsync(first, first.Body, Cancel))!;

        Assert.False(await Notes.DeleteAsync(first, Cancel));
        Assert.True(await Notes.DeleteAsync(second, Cancel));
        Assert.False(await Notes.DeleteAsync(second, Cancel));
        Assert.Null(await Notes.GetAsync("a", Cancel));
    }

    [Fact]
    public async Task Of_many_ids_those_that_exist_are_found()
    {
        foreach (var id in new[] { "a", "b", "c" }) await Notes.InsertAsync(new Note { Id = id }, Cancel);
        var found = await Notes.GetManyAsync(["a", "c", "x", "a"], Cancel);
        Assert.Equal(["a", "c"], found.Select(note => note.Id).Order());
        Assert.Empty(await Notes.GetManyAsync([], Cancel));
    }

    [Fact]
    public async Task A_write_that_was_canceled_before_it_began_does_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Notes.InsertAsync(new Note { Id = "a" }, new CancellationToken(canceled: true)));
        Assert.Null(await Notes.GetAsync("a", Cancel));
    }

    private protected async Task InsertAll(params IEnumerable<Note> all)
    {
        foreach (var note in all) Assert.NotNull(await Notes.InsertAsync(note, Cancel));
    }
}
