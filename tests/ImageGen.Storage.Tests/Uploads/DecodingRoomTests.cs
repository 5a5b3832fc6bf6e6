using ImageGen.Storage.Uploads;

namespace ImageGen.Storage.Tests.Uploads;

public sealed class DecodingRoomTests
{
    [Fact]
    public async Task So_many_at_a_time_and_so_many_bytes()
    {
        var room = new DecodingRoom(places: 2, capacity: 100);
        var first = await room.EnterAsync("ada", 60, default);
        var large = room.EnterAsync("ada", 60, default);
        var small = await room.EnterAsync("ada", 40, default);
        var third = room.EnterAsync("ada", 1, default);
        Assert.False(large.IsCompleted || third.IsCompleted);

        small.Dispose();
        (await third).Dispose();
        Assert.False(large.IsCompleted);
        first.Dispose();
        await large;
    }

    [Fact]
    public async Task One_that_needs_more_than_there_is_gets_all_of_it()
    {
        var room = new DecodingRoom(places: 4, capacity: 100);
        var all = await room.EnterAsync("ada", 5_000, default);
        var next = room.EnterAsync("ben", 1, default);
        Assert.False(next.IsCompleted);
        all.Dispose();
        await next;
    }

    [Fact]
    public async Task A_stranger_does_not_wait_behind_anothers_pile()
    {
        var room = new DecodingRoom(places: 2, capacity: 100);
        var pile = Enumerable.Range(0, 10).Select(_ => room.EnterAsync("ada", 50, default)).ToList();
        var stranger = room.EnterAsync("ben", 50, default);
        Assert.Equal(2, pile.Count(each => each.IsCompleted));

        (await pile[0]).Dispose();

        await stranger;
        Assert.Equal(2, pile.Count(each => each.IsCompleted));
    }

    [Fact]
    public async Task Of_one_caller_the_smallest_comes_first()
    {
        var room = new DecodingRoom(places: 1, capacity: 100);
        var first = await room.EnterAsync("local", 90, default);
        var large = room.EnterAsync("local", 90, default);
        var small = room.EnterAsync("local", 1, default);
        first.Dispose();
        (await small).Dispose();
        await large;
    }

    [Fact]
    public async Task Nobody_is_passed_over_for_ever()
    {
        var room = new DecodingRoom(places: 2, capacity: 100);
        var held = await room.EnterAsync("local", 20, default);
        var large = room.EnterAsync("local", 100, default);
        var passed = 0;
        Task<IDisposable> small;
        while ((small = room.EnterAsync("local", 10, default)).IsCompleted)
        {
            Assert.InRange(++passed, 1, 100);
            (await small).Dispose();
        }

        // Its patience is over: now the rest wait for it, and it for the one that is in.
        Assert.InRange(passed, 1, 100);
        held.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [Fact]
    public async Task Who_goes_away_takes_no_place()
    {
        var room = new DecodingRoom(places: 1, capacity: 100);
        var first = await room.EnterAsync("ada", 10, default);
        using var gone = new CancellationTokenSource();
        var waiting = room.EnterAsync("ben", 10, gone.Token);
        var next = room.EnterAsync("cem", 10, default);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        first.Dispose();
        (await next).Dispose();
        (await room.EnterAsync("ada", 100, default)).Dispose();
    }
}
