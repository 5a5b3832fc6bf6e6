using ImageGen.Accounts.Attempts;

namespace ImageGen.Accounts.Tests;

public sealed class AttemptRulesTests
{
    private const long Now = 1_800_000_000_000;
    private const long Hour = 3_600_000;
    private static readonly AttemptLimit Limit = new(Free: 3, Longest: TimeSpan.FromSeconds(10));

    [Fact]
    public void The_first_ones_are_free()
    {
        var count = After(3);
        Assert.Equal(3, count.Failures);
        Assert.Equal(TimeSpan.Zero, AttemptRules.Wait(After(2), Limit, Now));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 4)]
    [InlineData(6, 8)]
    [InlineData(7, 10)]
    [InlineData(5000, 10)]
    public void Each_further_one_waits_twice_as_long_up_to_a_bound(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), AttemptRules.Wait(Some(failures), Limit, Now));

    [Fact]
    public void One_that_does_not_wait_changes_nothing()
    {
        var count = Some(3);
        Assert.Same(count, AttemptRules.Try(count, Limit, Now + 999));
        Assert.Equal(4, AttemptRules.Try(count, Limit, Now + 1000).Failures);
    }

    [Fact]
    public void After_a_quiet_hour_it_begins_anew()
    {
        Assert.Equal(TimeSpan.Zero, AttemptRules.Wait(Some(5000), Limit, Now + Hour));
        Assert.Equal(1, AttemptRules.Try(Some(5000), Limit, Now + Hour).Failures);
    }

    [Fact]
    public void A_success_is_remembered_for_ninety_days()
    {
        var count = AttemptRules.Succeed(Some(4), Now);
        Assert.Equal(0, count.Failures);
        Assert.True(AttemptRules.HasSucceeded(count, Now + (90 * 24 * Hour) - 1));
        Assert.False(AttemptRules.HasSucceeded(count, Now + (90 * 24 * Hour)));
        Assert.False(AttemptRules.HasSucceeded(Some(0), Now));
        Assert.False(AttemptRules.HasSucceeded(null, Now));
    }

    private static AttemptCount Some(int failures) => new() { Id = "both_1", Failures = failures, LastAt = Now, ForgetAt = Now };

    private static AttemptCount After(int tries) =>
        Enumerable.Range(0, tries).Aggregate(new AttemptCount { Id = "both_1", ForgetAt = Now }, (count, _) => AttemptRules.Try(count, Limit, Now));
}
