namespace ImageGen.Persistence.Tests;

public abstract partial class DocumentsContract
{
    [Fact]
    public async Task A_claim_takes_what_is_due_in_order_and_pushes_it()
    {
        await InsertAll(
            new Note { Id = "late", DueAt = 30 }, new Note { Id = "early", DueAt = 10 }, new Note { Id = "future", DueAt = 101 },
            new Note { Id = "never" }, new Note { Id = "now", DueAt = 100 }, new Note { Id = "tie", DueAt = 30 });

        var claimed = await Notes.ClaimDueAsync(new DueClaim("dueAt", Now: 100, Until: 200, Limit: 3), Cancel);
        var rest = await Notes.ClaimDueAsync(new DueClaim("dueAt", Now: 100, Until: 200, Limit: 3), Cancel);
        var none = await Notes.ClaimDueAsync(new DueClaim("dueAt", Now: 100, Until: 200, Limit: 3), Cancel);
        var again = await Notes.ClaimDueAsync(new DueClaim("dueAt", Now: 200, Until: 300, Limit: 10), Cancel);

        Assert.Equal(["early", "late", "tie"], claimed.Select(note => note.Id));
        Assert.Equal(["now"], rest.Select(note => note.Id));
        Assert.Empty(none);
        Assert.Equal(["future", "early", "late", "now", "tie"], again.Select(note => note.Id));
    }

    [Fact]
    public async Task A_claim_raises_the_version_and_keeps_the_body()
    {
        var seen = (await Notes.InsertAsync(new Note { Id = "a", DueAt = 10, Text = "kept" }, Cancel))!;
        var claimed = Assert.Single(await Notes.ClaimDueAsync(new DueClaim("dueAt", 10, 50, 1), Cancel));

        Assert.Equal((2L, 10L, "kept"), (claimed.Version, claimed.Body.DueAt, claimed.Body.Text));
        Assert.Null(await Notes.ReplaceAsync(seen, seen.Body with { Text = "late" }, Cancel));
        Assert.False(await Notes.DeleteAsync(seen, Cancel));
        var replaced = await Notes.ReplaceAsync(claimed, claimed.Body with { DueAt = 20 }, Cancel);
        Assert.Equal(3, replaced!.Version);
        Assert.Single(await Notes.ClaimDueAsync(new DueClaim("dueAt", 20, 50, 1), Cancel));
    }

    [Fact]
    public async Task A_claim_may_be_ordered_by_another_field()
    {
        await InsertAll(
            new Note { Id = "a", DueAt = 1, Rank = 3 }, new Note { Id = "b", DueAt = 2, Rank = 1 },
            new Note { Id = "c", DueAt = 3, Rank = 2 }, new Note { Id = "d", DueAt = 900, Rank = 0 });

        var first = await Notes.ClaimDueAsync(new DueClaim("dueAt", 100, 200, 2, OrderBy: "rank"), Cancel);
        var second = await Notes.ClaimDueAsync(new DueClaim("dueAt", 100, 200, 2, OrderBy: "rank"), Cancel);

        Assert.Equal(["b", "c"], first.Select(note => note.Id));
        Assert.Equal(["a"], second.Select(note => note.Id));
    }

    [Fact]
    public async Task A_claim_may_be_narrowed_to_what_has_a_value()
    {
        await InsertAll(
            new Note { Id = "a1", Owner = "ada", DueAt = 1, Rank = 9 }, new Note { Id = "b1", Owner = "ben", DueAt = 1, Rank = 1 },
            new Note { Id = "a2", Owner = "ada", DueAt = 2, Rank = 3 }, new Note { Id = "a3", Owner = "ada", DueAt = 900, Rank = 2 },
            new Note { Id = "a4", Owner = "ada", Rank = 1 });
        var ofAda = new DueClaim("dueAt", 100, 200, 5, OrderBy: "rank") { Where = [new FieldValue("owner", "ada")] };

        var claimed = await Notes.ClaimDueAsync(ofAda, Cancel);
        var again = await Notes.ClaimDueAsync(ofAda, Cancel);
        var nobody = await Notes.ClaimDueAsync(ofAda with { Where = [new FieldValue("owner", "eve")] }, Cancel);
        var rest = await Notes.ClaimDueAsync(new DueClaim("dueAt", 100, 200, 5), Cancel);

        Assert.Equal(["a2", "a1"], claimed.Select(note => note.Id));
        Assert.Empty(again);
        Assert.Empty(nobody);
        Assert.Equal(["b1"], rest.Select(note => note.Id));
    }

    [Fact]
    public async Task No_document_is_given_to_two_claimers()
    {
        await InsertAll(Enumerable.Range(0, 120).Select(i => new Note { Id = $"n{i:000}", DueAt = i }));
        var store = Notes;

        var claimed = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var mine = new List<string>();
            // A claimer may come away with nothing while others are faster; what counts is that all is taken, each by one.
            for (var empty = 0; empty < 5;)
            {
                var batch = await store.ClaimDueAsync(new DueClaim("dueAt", 1000, 5000, 7), Cancel);
                empty = batch.Count == 0 ? empty + 1 : 0;
                Assert.True(batch.Count <= 7);
                mine.AddRange(batch.Select(note => note.Id));
            }

            return mine;
        }));

        Assert.Equal(Enumerable.Range(0, 120).Select(i => $"n{i:000}"), claimed.SelectMany(ids => ids).Order());
    }
}
