using ImageGen.TestKit;

namespace ImageGen.Persistence.Tests;

public abstract partial class DocumentsContract
{
    /// <summary>The ways in which a document may have become unreadable for <see cref="Note"/>.</summary>
    public static TheoryData<Damage> Damages => [.. Enum.GetValues<Damage>()];

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task An_unreadable_document_does_not_take_its_neighbours_along(Damage damage)
    {
        await InsertAll(Enumerable.Range(0, 9).Select(i => new Note { Id = $"n{i}", DueAt = i, CreatedAt = i, Rank = i }));
        await DamagedAsync(damage, "n4x", 4);

        var claimed = await Notes.ClaimDueAsync(new DueClaim("dueAt", 100, 30_000, 64), Cancel);
        var page = await Notes.PageAsync(new PageQuery { OrderBy = "createdAt", Descending = false }, Cancel);
        var many = await Notes.GetManyAsync(["n3", "n4x", "n5"], Cancel);

        string[] good = [.. Enumerable.Range(0, 9).Select(i => $"n{i}")];
        Assert.Equal(good, claimed.Select(note => note.Id));
        Assert.Equal(good, page.Items.Select(note => note.Id));
        Assert.Equal(["n3", "n5"], many.Select(note => note.Id).Order());
        var error = await Assert.ThrowsAsync<UnreadableDocumentException>(() => Notes.GetAsync("n4x", Cancel));
        Assert.Equal("n4x", error.Id);
        Assert.Null(await Notes.InsertAsync(new Note { Id = "n4x" }, Cancel));
    }

    [Fact]
    public async Task A_claimed_one_is_left_to_others_for_ten_minutes()
    {
        await DamagedAsync(Damage.NewerState, "a", 1);
        await InsertAll(new Note { Id = "b", DueAt = 2 });
        Assert.Equal(["b"], (await Notes.ClaimDueAsync(new DueClaim("dueAt", 10, 30_010, 5), Cancel)).Select(note => note.Id));

        var newer = Open(NewerNote.Model(collection));

        Assert.Equal(["b"], (await newer.ClaimDueAsync(new DueClaim("dueAt", 600_009, 700_000, 5), Cancel)).Select(note => note.Id));
        Assert.Equal(["a"], (await newer.ClaimDueAsync(new DueClaim("dueAt", 600_010, 700_000, 5), Cancel)).Select(note => note.Id));
    }

    [Fact]
    public async Task A_claim_gets_past_those_it_can_not_read()
    {
        for (var i = 0; i < 10; i++) await DamagedAsync(Damage.NewerState, $"bad{i}", 1);
        await InsertAll(new Note { Id = "good", DueAt = 2 });

        Assert.Equal(["good"], (await Notes.ClaimDueAsync(new DueClaim("dueAt", 10, 20, 2), Cancel)).Select(note => note.Id));
        Assert.Empty(await Notes.ClaimDueAsync(new DueClaim("dueAt", 15, 25, 100), Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_page_is_filled_from_behind_those_it_can_not_read(bool descending)
    {
        for (var i = 0; i < 12; i++)
        {
            if (i % 2 == 0) await InsertAll(new Note { Id = $"n{i:00}", CreatedAt = i });
            else await DamagedAsync(Damage.NewerState, $"n{i:00}", i);
        }

        var query = new PageQuery { OrderBy = "createdAt", Descending = descending, Limit = 1 };
        var pages = await ReadPages(Notes, query);

        string[] good = ["n00", "n02", "n04", "n06", "n08", "n10"];
        Assert.Equal(descending ? good.Reverse() : good, pages.SelectMany(page => page.Items).Select(note => note.Id));
        Assert.All(pages.SkipLast(1), page => Assert.Single(page.Items));
    }

    [Fact]
    public async Task What_could_not_be_read_is_recorded_once_and_says_why()
    {
        await DamagedAsync(Damage.NewerState, "a", 1);
        await InsertAll(new Note { Id = "b", CreatedAt = 3 });
        for (var i = 0; i < 3; i++) await Notes.PageAsync(new PageQuery { OrderBy = "createdAt" }, Cancel);
        await Notes.GetManyAsync(["a", "b"], Cancel);

        var records = Records;
        await Eventually.HoldsAsync("it is recorded", async () => await records.CountAsync([], 10, Cancel) == 1);

        var record = (await records.GetAsync($"{collection}/a", Cancel))!;
        Assert.Equal((collection, "a", 1L), (record.Body.Collection, record.Body.DocumentId, record.Version));
        Assert.Contains("$.state", record.Body.Reason);
        Assert.Contains(Environment.MachineName, record.Body.By);
        Assert.InRange(record.Body.FirstSeen, 1, record.Body.LastSeen);
    }

    /// <summary>Writes a document that has the fields of a good one.</summary>
    private async Task DamagedAsync(Damage damage, string id, long at)
    {
        switch (damage)
        {
            case Damage.NewerState:
                Assert.NotNull(await Open(NewerNote.Model(collection)).InsertAsync(new NewerNote { Id = id, State = "of_the_future", DueAt = at, CreatedAt = at, Rank = at }, Cancel));
                break;
            case Damage.MissingMember:
                Assert.NotNull(await Open(At<Nameless>(id, at)).InsertAsync(new Nameless("x"), Cancel));
                break;
            case Damage.AnotherId:
                Assert.NotNull(await Open(At<NewerNote>(id, at)).InsertAsync(new NewerNote { Id = "another" }, Cancel));
                break;
            case Damage.ForbiddenNull:
                Assert.NotNull(await Open(At<Dictionary<string, object?>>(id, at)).InsertAsync(new() { ["id"] = id, ["lines"] = null }, Cancel));
                break;
        }
    }

    public enum Damage
    {
        /// <summary>A newer version wrote a state that this one does not know.</summary>
        NewerState,

        /// <summary>What this version requires was not written.</summary>
        MissingMember,

        /// <summary>Somebody copied the body of another document.</summary>
        AnotherId,

        /// <summary>Somebody repaired it by hand, and forgot that a list is never null.</summary>
        ForbiddenNull,
    }

    private DocumentModel<T> At<T>(string id, long at) where T : class =>
        new DocumentModel<T>(collection, _ => id).Number("dueAt", _ => at).Number("createdAt", _ => at).Number("rank", _ => at);

    /// <summary>A note as another version writes it.</summary>
    private sealed record NewerNote
    {
        public required string Id { get; init; }

        public string Owner { get; init; } = "ada";

        public string? State { get; init; }

        public long? DueAt { get; init; }

        public long? CreatedAt { get; init; }

        public long? Rank { get; init; }

        public static DocumentModel<NewerNote> Model(string collection) => new DocumentModel<NewerNote>(collection, note => note.Id)
            .Text("owner", note => note.Owner)
            .Number("dueAt", note => note.DueAt)
            .Number("createdAt", note => note.CreatedAt)
            .Number("rank", note => note.Rank);
    }

    private sealed record Nameless(string Text);
}
