using ImageGen.Volcengine.Admission;

namespace ImageGen.Volcengine.Tests.Admission;

public sealed class AccountRulesTests
{
    private const long Now = 1_000_000;
    private static readonly AccountState Fresh = new() { Id = "account" };
    private static readonly Failure Failure = new("job_1:1:0", new AccountError("no_answer", null, Now));

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
        var later = AccountRules.Failed(open, Failure, trial: false, Now + 4_000);

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
            Assert.Same(account, AccountRules.Try(account, at - 1));
            var trying = AccountRules.Try(account, at)!;
            Assert.Same(trying, AccountRules.Try(trying, at));
            account = AccountRules.Failed(trying, Failure, trial: true, at);
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

        Assert.NotSame(trying, AccountRules.Try(trying, trying.OpenUntil));
    }

    /// <summary>Its worker has the wrong time; the others are not to wait for that.</summary>
    [Fact]
    public void A_circuit_that_is_open_for_longer_than_any_may_be_tried()
    {
        var open = Fail(Fail(Fail(Fresh)));
        Assert.Equal(Circuit.Open, AccountRules.CircuitOf(open, Now));
        Assert.Equal(Circuit.HalfOpen, AccountRules.CircuitOf(open, Now - 3_600_000));
    }

    [Fact]
    public void One_request_that_does_not_get_through_says_nothing_about_the_account()
    {
        var account = Enumerable.Range(0, 10).Aggregate(Fresh, (account, _) => AccountRules.Failed(account, NotThrough("job_1:1:0"), trial: false, Now));
        Assert.Equal((0, Circuit.Closed), (account.Failures, AccountRules.CircuitOf(account, Now)));
    }

    [Fact]
    public void Where_different_requests_do_not_get_through_it_is_the_way_there()
    {
        var account = Enumerable.Range(0, 4).Aggregate(
            Fresh, (account, n) => AccountRules.Failed(account, NotThrough($"job_{n % 2}:1:0"), trial: false, Now));
        Assert.Equal(Circuit.Open, AccountRules.CircuitOf(account, Now));
    }

    [Fact]
    public void A_question_that_does_not_get_through_leaves_it_known_which_request_did_not()
    {
        var account = AccountRules.Failed(Fresh, NotThrough("job_1:1:0"), trial: false, Now);
        account = AccountRules.Failed(account, Failure with { TaskId = null, MayBeTheRequest = true }, trial: false, Now);
        Assert.Equal(2, AccountRules.Failed(account, NotThrough("job_2:1:0"), trial: false, Now).Failures);
    }

    [Fact]
    public void Who_did_not_try_after_all_leaves_it_to_the_next()
    {
        var open = Fail(Fail(Fail(Fresh)));
        var trying = AccountRules.Try(open, open.OpenUntil);
        var next = AccountRules.NotTried(trying, open.OpenUntil + 1);

        Assert.Equal(Circuit.HalfOpen, AccountRules.CircuitOf(next, open.OpenUntil + 1));
        Assert.NotSame(next, AccountRules.Try(next, open.OpenUntil + 1));
        Assert.Same(next, AccountRules.NotTried(next, open.OpenUntil + 1));
        Assert.Same(Fresh, AccountRules.NotTried(Fresh, Now));
    }

    [Fact]
    public void An_answer_in_between_begins_the_count_anew()
    {
        var account = AccountRules.Failed(Fresh, NotThrough("job_1:1:0"), trial: false, Now);
        account = AccountRules.Failed(AccountRules.Alive(account)!, NotThrough("job_2:1:0"), trial: false, Now);
        Assert.Equal(0, account.Failures);
    }

    [Fact]
    public void An_account_without_troubles_costs_no_write() => Assert.Same(Fresh, AccountRules.Alive(Fresh));

    private static Failure NotThrough(string taskId) => Failure with { TaskId = taskId, MayBeTheRequest = true };

    private static AccountState Fail(AccountState account) => AccountRules.Failed(account, Failure, trial: false, Now);
}
