using ImageGen.Volcengine.Admission;

namespace ImageGen.Volcengine.Tests.Admission;

public sealed class RoomRulesTests
{
    private const long Now = 1_000_000;
    private static readonly Room Fresh = new() { Id = "room" };

    [Fact]
    public void A_full_account_shrinks_the_room_at_once_to_what_it_had_taken()
    {
        var shrunk = RoomRules.Throttled(Fresh, limit: 10, others: 4, slowsDown: false, Now, jitter: 0.5);

        Assert.Equal(4, RoomRules.Usable(shrunk, 10));
        Assert.InRange(shrunk.PausedUntil, Now + 1, Now + 1_000);
    }

    [Fact]
    public void A_room_never_shrinks_to_nothing() =>
        Assert.Equal(1, RoomRules.Usable(RoomRules.Throttled(Fresh, limit: 10, others: 0, slowsDown: false, Now, jitter: 0.5), 10));

    [Fact]
    public void A_late_refusal_does_not_widen_a_room_that_has_shrunk_since()
    {
        var small = RoomRules.Throttled(Fresh, limit: 10, others: 2, slowsDown: false, Now, jitter: 0.5);

        Assert.Equal(2, RoomRules.Usable(RoomRules.Throttled(small, limit: 10, others: 7, slowsDown: false, Now, jitter: 0.5), 10));
    }

    [Fact]
    public void Too_many_requests_in_a_second_are_a_pause_and_no_smaller_room()
    {
        var paused = RoomRules.Throttled(Fresh, limit: 10, others: 1, slowsDown: true, Now, jitter: 0.5);

        Assert.Equal(10, RoomRules.Usable(paused, 10));
        Assert.True(paused.PausedUntil > Now);
    }

    [Fact]
    public void Pauses_grow_while_there_is_no_room_and_start_anew_after_an_acceptance()
    {
        var room = Fresh;
        var pauses = new List<long>();
        for (var n = 0; n < 8; n++)
        {
            room = RoomRules.Throttled(room with { PausedUntil = 0 }, limit: 2, others: 1, slowsDown: false, Now, jitter: 0.5);
            pauses.Add(room.PausedUntil - Now);
        }

        Assert.Equal([500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000, 8_000], pauses);
        Assert.Equal(0, RoomRules.Accepted(room, limit: 2, Now)!.Pauses);
    }

    /// <summary>Those who were refused at the same moment must not come back at the same moment.</summary>
    [Theory]
    [InlineData(0, 250)]
    [InlineData(1, 750)]
    public void A_pause_is_up_to_half_shorter_or_longer(double jitter, long pause) =>
        Assert.Equal(Now + pause, RoomRules.Throttled(Fresh, limit: 10, others: 4, slowsDown: true, Now, jitter).PausedUntil);

    [Fact]
    public void A_short_pause_does_not_end_a_longer_one()
    {
        var paused = Fresh with { PausedUntil = Now + 5_000 };
        Assert.Equal(Now + 5_000, RoomRules.Throttled(paused, limit: 10, others: 4, slowsDown: true, Now, jitter: 0.5).PausedUntil);
    }

    [Fact]
    public void Success_gives_back_one_place_after_each_quiet_time()
    {
        var room = RoomRules.Throttled(Fresh, limit: 4, others: 2, slowsDown: false, Now, jitter: 0.5);
        room = RoomRules.Accepted(room, limit: 4, Now + 1)!;
        Assert.Equal(2, RoomRules.Usable(room, 4));

        room = RoomRules.Accepted(room, limit: 4, Now + RoomRules.QuietTime)!;
        Assert.Equal(3, RoomRules.Usable(room, 4));
        Assert.Same(room, RoomRules.Accepted(room, limit: 4, Now + RoomRules.QuietTime + 1));

        room = RoomRules.Accepted(room, limit: 4, Now + (2 * RoomRules.QuietTime))!;
        Assert.Equal(4, RoomRules.Usable(room, 4));
        Assert.Same(room, RoomRules.Accepted(room, limit: 4, Now + (9 * RoomRules.QuietTime)));
    }

    /// <summary>Its worker has the wrong time; the others are not to wait for that.</summary>
    [Fact]
    public void A_pause_that_is_longer_than_any_holds_up_nobody()
    {
        var ahead = Now + 3_600_000;
        var room = RoomRules.Throttled(Fresh, limit: 4, others: 2, slowsDown: false, ahead, jitter: 0.5);
        Assert.True(RoomRules.IsPaused(room, ahead));
        Assert.False(RoomRules.IsPaused(room, Now));
        Assert.Equal(3, RoomRules.Usable(RoomRules.Accepted(room, limit: 4, Now)!, 4));
        Assert.True(RoomRules.IsPaused(RoomRules.Throttled(room, limit: 4, others: 2, slowsDown: false, Now, jitter: 0.5), Now));
    }

    [Fact]
    public void A_limit_that_is_configured_smaller_holds_at_once()
    {
        var room = Fresh with { Usable = 8 };

        Assert.Equal(3, RoomRules.Usable(room, 3));
    }
}
