using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Users;

namespace ImageGen.Accounts.Tests;

public sealed class SessionRulesTests
{
    private const long Now = 1_800_000_000_000;
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    private static readonly User Ada = new() { Id = "usr_ada", Email = "ada@example.com", Name = "Ada", CreatedAt = Now };

    private static Session Fresh => SessionRules.Begin("ses_1", Ada, new SessionOrigin("192.0.2.1", "a browser"), Now);

    [Fact]
    public void It_lives_for_a_week_unused()
    {
        Assert.True(SessionRules.IsGood(Fresh, Ada, Now + (7 * Day) - 1));
        Assert.False(SessionRules.IsGood(Fresh, Ada, Now + (7 * Day)));
    }

    [Fact]
    public void It_lives_for_thirty_days_however_often_it_is_used()
    {
        var (session, now) = (Fresh, Now);
        while (SessionRules.IsGood(session, Ada, now) && now < Now + (100 * Day))
        {
            session = SessionRules.Use(session, now);
            now += Day;
        }

        Assert.Equal(Now + (30 * Day), now);
    }

    [Fact]
    public void Use_is_written_down_once_an_hour()
    {
        var session = Fresh;
        Assert.Same(session, SessionRules.Use(session, Now + Hour - 1));
        Assert.Equal(Now + Hour, SessionRules.Use(session, Now + Hour).UsedAt);
    }

    [Fact]
    public void It_is_over_when_its_user_is_switched_off_or_signs_out_everywhere()
    {
        Assert.False(SessionRules.IsGood(Fresh, Ada with { IsOff = true }, Now));
        Assert.False(SessionRules.IsGood(Fresh, UserRules.WithoutSessions(Ada), Now));
        Assert.False(SessionRules.IsGood(Fresh, UserRules.WithPassword(Ada, "hash"), Now));
        Assert.False(SessionRules.IsGood(Fresh, UserRules.Switched(UserRules.Switched(Ada, isOff: true), isOff: false), Now));
    }
}
