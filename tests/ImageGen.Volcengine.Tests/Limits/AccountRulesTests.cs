using ImageGen.Volcengine.Limits;

namespace ImageGen.Volcengine.Tests.Limits;

public sealed class AccountRulesTests
{
    private const long Now = 1_000_000;
    private static readonly AccountState Fresh = new() { Id = "account" };
    private static readonly AccountError Error = new("no_answer", null, Now);

    [Fact]
    public void Three_failures_in_a_row_open_the_circuit()
    {
        var two = Fail(Fail(Fresh));
        Assert.Equal(Circuit.Closed, AccountRules.CircuitOf(two, Now));
        Assert.Equal(Circuit.Closed, AccountRules.CircuitOf(Fail(AccountRules.Alive(two)!), Now));
        Assert.Equal(Circuit.Open, AccountRules.CircuitOf(Fail(two), Now));
    }

    [Fact]
    public void What_fails_after_the_circuit_has_opened_does_not_keep_it_open_longer()
    {
        var open = Fail(Fail(Fail(Fresh)));
        var later = AccountRules.Failed(open, Error, trial: false, Now + 4_000);

        Assert.Equal(open.OpenUntil, later.OpenUntil);
    }

    [Fact]
    public void Only_one_tries_and_each_failed_try_doubles_the_wait_up_to_a_minute()
    {
        var account = Fail(Fail(Fail(Fresh)));
        var waits = new List<long>();
        for (var n = 0; n < 6; n++)
        {
            var at = account.OpenUntil;
            Assert.Null(AccountRules.Try(account, at - 1));
            var trying = AccountRules.Try(account, at)!;
            Assert.Null(AccountRules.Try(trying, at));
            account = AccountRules.Failed(trying, Error, trial: true, at);
            waits.Add(account.OpenUntil - at);
        }

        Assert.Equal([10_000, 20_000, 40_000, 60_000, 60_000, 60_000], waits);
    }

    [Fact]
    public void A_try_that_succeeds_closes_the_circuit()
    {
        var open = Fail(Fail(Fail(Fresh)));
        var closed = AccountRules.Alive(AccountRules.Try(open, open.OpenUntil)!)!;

        Assert.Equal(Circuit.Closed, AccountRules.CircuitOf(closed, open.OpenUntil));
        Assert.Equal(Circuit.Closed, AccountRules.CircuitOf(Fail(Fail(closed)), open.OpenUntil));
    }

    [Fact]
    public void Whoever_tries_and_dies_holds_up_the_others_for_a_while_only()
    {
        var open = Fail(Fail(Fail(Fresh)));
        var trying = AccountRules.Try(open, open.OpenUntil)!;

        Assert.NotNull(AccountRules.Try(trying, trying.OpenUntil));
    }

    [Fact]
    public void An_account_without_troubles_costs_no_write() => Assert.Null(AccountRules.Alive(Fresh));

    private static AccountState Fail(AccountState account) => AccountRules.Failed(account, Error, trial: false, Now);
}
