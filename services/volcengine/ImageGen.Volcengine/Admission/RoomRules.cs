namespace ImageGen.Volcengine.Admission;

/// <summary>How a room shrinks and grows, without I/O: at once when the provider says that it is full, slowly when it takes what comes.</summary>
internal static class RoomRules
{
    /// <summary>After so long without a refusal the room grows by one, milliseconds.</summary>
    public const long QuietTime = 60_000;

    private const long FirstPause = 500;
    private const int MostDoublings = 4;

    public static bool IsPaused(Room room, long now) => SharedMoments.IsToCome(room.PausedUntil, now);

    public static int Usable(Room room, int limit) => Math.Clamp(room.Usable ?? limit, 1, limit);

    /// <param name="others">Tasks that were with the provider when it refused this one.</param>
    /// <param name="slowsDown">It counts requests in a second, and those become fewer.</param>
    /// <param name="jitter">0 to 1.</param>
    public static Room Throttled(Room room, int limit, int others, bool slowsDown, long now, double jitter)
    {
        var pause = (FirstPause << Math.Min(room.Pauses, MostDoublings)) * (0.5 + jitter);
        var paused = room with { PausedUntil = Math.Max(IsPaused(room, now) ? room.PausedUntil : now, now + (long)pause), Pauses = room.Pauses + 1 };
        return slowsDown ? paused : paused with { Usable = Math.Clamp(others, 1, Usable(room, limit)), ChangedAt = now };
    }

    /// <returns>The same room where nothing is to change.</returns>
    public static Room Accepted(Room room, int limit, long now)
    {
        var usable = Usable(room, limit);
        var grows = usable < limit && !SharedMoments.IsToCome(room.ChangedAt + QuietTime, now);
        if (!grows && room.Pauses == 0)
            return room;
        return room with { Pauses = 0, Usable = grows ? usable + 1 : room.Usable, ChangedAt = grows ? now : room.ChangedAt };
    }
}
