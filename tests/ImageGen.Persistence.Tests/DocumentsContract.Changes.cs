namespace ImageGen.Persistence.Tests;

public abstract partial class DocumentsContract
{
    [Fact]
    public async Task Changes_at_once_are_all_made()
    {
        await Notes.InsertAsync(new Note { Id = "a" }, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Notes.ChangeAsync("a", Count, Cancel)));
        Assert.Equal((20L, 21L), await CountedAsync());
    }

    [Fact]
    public async Task Changes_at_once_of_what_nobody_has_written_are_all_made()
    {
        var changes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Notes.AddOrChangeAsync("a", () => new Note { Id = "a" }, Count, Cancel)));
        Assert.All(changes, change => Assert.True(change.Written));
        Assert.Equal((20L, 20L), await CountedAsync());
    }

    [Fact]
    public async Task A_rule_that_returns_what_it_was_given_writes_nothing()
    {
        var inserted = await Notes.InsertAsync(new Note { Id = "a", Count = 3 }, Cancel);
        Assert.Equal(new Change<Note>(inserted, Written: false), await Notes.ChangeAsync("a", note => note, Cancel), SameVersion);
        Assert.Equal(new Change<Note>(inserted, Written: false), await Notes.AddOrChangeAsync("a", () => new Note { Id = "a" }, note => note, Cancel), SameVersion);
        Assert.Equal(default, await Notes.AddOrChangeAsync("b", () => new Note { Id = "b" }, note => note, Cancel));
        Assert.Equal((3L, 1L), await CountedAsync());
        Assert.Null(await Notes.GetAsync("b", Cancel));
    }

    [Fact]
    public async Task What_is_absent_is_not_changed_and_no_rule_is_asked()
    {
        Assert.Equal(default, await Notes.ChangeAsync("a", _ => throw new InvalidOperationException("Asked."), Cancel));
        Assert.Null(await Notes.GetAsync("a", Cancel));
    }

    [Fact]
    public async Task Whoever_has_seen_an_older_version_decides_again_on_the_newer()
    {
        var seen = (await Notes.InsertAsync(new Note { Id = "a" }, Cancel))!;
        await Notes.ReplaceAsync(seen, seen.Body with { Count = 10 }, Cancel);
        var change = await Notes.ChangeAsync(seen, Count, Notes.ReplaceAsync, Cancel);
        Assert.Equal((true, 11L), (change.Written, change.Now!.Body.Count));
        Assert.Equal((11L, 3L), await CountedAsync());
    }

    [Fact]
    public async Task What_is_deleted_while_it_is_changed_stays_deleted()
    {
        var seen = (await Notes.InsertAsync(new Note { Id = "a" }, Cancel))!;
        await Notes.DeleteAsync(seen, Cancel);
        Assert.Equal(default, await Notes.ChangeAsync(seen, Count, Notes.ReplaceAsync, Cancel));
        Assert.Null(await Notes.GetAsync("a", Cancel));
    }

    [Fact]
    public async Task A_change_that_never_comes_to_rest_is_given_up()
    {
        await Notes.InsertAsync(new Note { Id = "a" }, Cancel);
        var tries = 0;
        var error = await Assert.ThrowsAsync<DocumentContendedException>(() => Notes.ChangeAsync("a", Count, SomebodyIsFasterAsync, Cancel));
        Assert.Equal(("a", DocumentChanges.MostRounds), (error.Id, tries));

        Task<Stored<Note>?> SomebodyIsFasterAsync(Stored<Note> seen, Note next, CancellationToken cancellationToken)
        {
            tries++;
            return Task.FromResult<Stored<Note>?>(null);
        }
    }

    private static Note Count(Note note) => note with { Count = note.Count + 1 };

    private static bool SameVersion(Change<Note> one, Change<Note> other) =>
        (one.Written, one.Now?.Id, one.Now?.Version) == (other.Written, other.Now?.Id, other.Now?.Version);

    private async Task<(long Count, long Version)> CountedAsync()
    {
        var stored = (await Notes.GetAsync("a", Cancel))!;
        return (stored.Body.Count, stored.Version);
    }
}
