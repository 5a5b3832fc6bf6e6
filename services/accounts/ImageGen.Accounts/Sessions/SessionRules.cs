using ImageGen.Accounts.Users;

namespace ImageGen.Accounts.Sessions;

/// <summary>How long a session lives. Pure; times are Unix milliseconds.</summary>
internal static class SessionRules
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);
    public static readonly TimeSpan Unused = TimeSpan.FromDays(7);

    /// <summary>Use is written down no more often than this.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromHours(1);

    public static Session Begin(string id, User user, SessionOrigin origin, long now) =>
        new() { Id = id, UserId = user.Id, Generation = user.Generation, Origin = origin, CreatedAt = now, UsedAt = now, ExpiresAt = now + Milliseconds(Unused) };

    public static bool IsGood(Session session, User user, long now) =>
        now < session.ExpiresAt && session.Generation == user.Generation && !user.IsOff;

    /// <returns>The very session where there is nothing to write.</returns>
    public static Session Use(Session session, long now) => now - session.UsedAt < Milliseconds(Noted) ? session : session with
    {
        UsedAt = now,
        ExpiresAt = Math.Min(now + Milliseconds(Unused), session.CreatedAt + Milliseconds(Longest)),
    };

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
