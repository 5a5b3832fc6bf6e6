using ImageGen.TestKit;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Volcengine.Tests.Admission;

/// <summary>What slots promise, over each store.</summary>
public abstract class SlotsContract : IAsyncLifetime
{
    private const int Limit = 3;

    private readonly FakeTimeProvider time = Clock.Stopped();
    private Store store = null!;
    private Replica one = null!;
    private Replica two = null!;

    public async ValueTask InitializeAsync()
    {
        store = await OpenAsync();
        (one, two) = (Replica.Over(store, time), Replica.Over(store, time));
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await two.DisposeAsync();
        store.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task However_many_want_one_no_more_are_taken_than_there_are()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => TakeAsync(n % 2 == 0 ? one : two, Limit, n)));

        Assert.Equal(Limit, taken.Count(slot => slot is not null));
        Assert.Equal(Limit, taken.Where(slot => slot is not null).Distinct().Count());
    }

    [Fact]
    public async Task Where_the_room_is_smaller_fewer_are_taken()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => TakeAsync(n % 2 == 0 ? one : two, usable: 2, n)));

        Assert.Equal(2, taken.Count(slot => slot is not null));
    }

    [Fact]
    public async Task A_slot_is_free_when_its_holder_says_so_and_only_then()
    {
        var slots = new List<string?>();
        for (var n = 0; n < Limit; n++)
            slots.Add(await TakeAsync(one, Limit, n));
        Assert.Null(await TakeAsync(two, Limit, 10));

        await one.Get<Slots>().FreeAsync(slots[1]!, "sub_1", TestContext.Current.CancellationToken);
        Assert.Equal(slots[1], await TakeAsync(two, Limit, 11));
        // Said again, late: the slot has another holder by now.
        await one.Get<Slots>().FreeAsync(slots[1]!, "sub_1", TestContext.Current.CancellationToken);
        Assert.Null(await TakeAsync(two, Limit, 12));
    }

    [Fact]
    public async Task Accounts_and_models_do_not_share_slots()
    {
        for (var n = 0; n < Limit; n++)
            await TakeAsync(one, Limit, n);

        Assert.NotNull(await one.Get<Slots>().TakeAsync("cred_a", "another-model", Limit, Limit, "job:1:0", "sub", TestContext.Current.CancellationToken));
        Assert.NotNull(await one.Get<Slots>().TakeAsync("cred_b", "a-model", Limit, Limit, "job:1:0", "sub", TestContext.Current.CancellationToken));
    }

    /// <summary>Else it would be nobody's until the janitor comes.</summary>
    [Fact]
    public async Task One_that_was_taken_without_an_answer_is_given_back()
    {
        store.After = call => call is { Operation: "InsertAsync", Argument: Slot } ? throw new IOException("the answer was lost") : Task.CompletedTask;
        await Assert.ThrowsAsync<IOException>(() => TakeAsync(one, 1, 1));

        store.After = _ => Task.CompletedTask;
        Assert.NotNull(await TakeAsync(two, 1, 2));
    }

    private protected abstract Task<Store> OpenAsync();

    private static Task<string?> TakeAsync(Replica replica, int usable, int n) => replica.Get<Slots>().TakeAsync(
        "cred_a", "a-model", Limit, usable, $"job_{n}:1:0", $"sub_{n}", TestContext.Current.CancellationToken);
}

public sealed class SqliteSlots : SlotsContract
{
    private protected override Task<Store> OpenAsync() => Task.FromResult(Store.Sqlite());
}

public sealed class MongoSlots(MongoServer server) : SlotsContract
{
    private protected override Task<Store> OpenAsync() => Store.MongoAsync(server);
}
