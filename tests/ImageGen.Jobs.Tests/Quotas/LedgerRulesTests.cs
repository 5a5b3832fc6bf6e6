using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.Messaging;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Tests.Quotas;

public sealed class LedgerRulesTests
{
    private const int Today = 20261128;
    private const long Now = 1_800_000_000_000;

    private static readonly SpendingLimits TenADay = new(PicturesPerDay: 10);
    private static readonly Ledger Empty = LedgerRules.New(new Subject(SubjectKind.User, "usr_a"), "usr_a", 202611);

    [Fact]
    public void Exactly_what_is_left_is_let_through()
    {
        var ledger = Taken(Empty, Wanted("job_1", 6), TenADay);
        ledger = Taken(ledger, Wanted("job_2", 4), TenADay);
        Assert.Equal(new Excess(LimitKind.PicturesPerDay, 10, 10, 1), Refused(ledger, Wanted("job_3", 1), TenADay));
        ledger = LedgerRules.Settle(ledger, "job_2", 1, Booked("tkt_job_2", 3));
        Assert.Null(LedgerRules.Reserve(ledger, Wanted("job_3", 1), TenADay, "CNY", Now).Refused);
        Assert.Equal(new Excess(LimitKind.PicturesPerDay, 10, 9, 2), Refused(ledger, Wanted("job_3", 2), TenADay));
    }

    [Fact]
    public void Pictures_count_for_their_day_and_money_for_the_month()
    {
        var limits = new SpendingLimits(PicturesPerDay: 2, CostPerMonth: 1.00m);
        var ledger = Taken(Empty, Wanted("job_1", 2), limits);
        ledger = Taken(ledger, Wanted("job_2", 2, day: Today + 1), limits);
        Assert.Equal(new Excess(LimitKind.CostPerMonth, 1.00m, 0.80m, 0.40m), Refused(ledger, Wanted("job_3", 2, day: Today + 2), limits));
        Taken(ledger, Wanted("job_3", 1, day: Today + 2), limits);
    }

    [Fact]
    public void What_costs_nothing_passes_a_budget_that_is_used_up()
    {
        var limits = new SpendingLimits(CostPerMonth: 0);
        Taken(Empty, Wanted("job_1", 5) with { Price = 0 }, limits);
        Refused(Empty, Wanted("job_1", 1), limits);
    }

    [Fact]
    public void Whoever_takes_the_same_room_again_takes_no_more_though_nothing_is_left()
    {
        var once = Taken(Empty, Wanted("job_1", 10), TenADay);
        var twice = Taken(once, Wanted("job_1", 10) with { Tickets = ["tkt_other"] }, TenADay);
        Assert.Equal(10, Balance.OfDay(twice, Today).Pictures);

        var left = LedgerRules.GiveUp(twice, "job_1", 1, "tkt_job_1");
        Assert.Equal(10, Balance.OfDay(left, Today).Pictures);
        Assert.Empty(LedgerRules.GiveUp(left, "job_1", 1, "tkt_other").Open);
    }

    [Fact]
    public void An_attempt_is_settled_once_and_only_with_its_own_claim()
    {
        var ledger = Taken(Empty, Wanted("job_1", 4), TenADay);
        var settled = LedgerRules.Settle(ledger, "job_1", 1, Booked("tkt_job_1", 3));
        Assert.Equal([new LedgerLine(Today, "m", "usr_a", 1, 3, 0.60m)], settled.Settled);
        Assert.Empty(settled.Open);
        Assert.Same(settled, LedgerRules.Settle(settled, "job_1", 1, Booked("tkt_job_1", 3)));

        // A request that slept since before the job was written takes its room anew, for nothing.
        var late = Taken(settled, Wanted("job_1", 4) with { Tickets = ["tkt_late"] }, TenADay);
        Assert.Equal(settled.Settled, LedgerRules.Settle(late, "job_1", 1, Booked("tkt_job_1", 3)).Settled);
        Assert.Empty(LedgerRules.Settle(late, "job_1", 1, Booked("tkt_job_1", 3)).Open);
    }

    [Fact]
    public void Figures_of_a_day_and_model_are_one_line()
    {
        var ledger = LedgerRules.Settle(Taken(Empty, Wanted("job_1", 4), TenADay), "job_1", 1, Booked("tkt_job_1", 4));
        ledger = LedgerRules.Settle(Taken(ledger, Wanted("job_1", 2) with { Attempt = 2 }, TenADay), "job_1", 2, Booked("tkt_job_1", 1));
        ledger = LedgerRules.Settle(Taken(ledger, Wanted("job_2", 1) with { Model = "other" }, TenADay), "job_2", 1, Booked("tkt_job_2", 1));
        Assert.Equal([new LedgerLine(Today, "m", "usr_a", 1, 5, 1.00m), new LedgerLine(Today, "other", "usr_a", 1, 1, 0.20m)], ledger.Settled);
    }

    [Fact]
    public void What_is_billed_late_may_pass_a_limit_counts_once_and_never_goes_back()
    {
        var ledger = LedgerRules.Settle(Taken(Empty, Wanted("job_1", 10), TenADay), "job_1", 1, Booked("tkt_job_1", 10));
        var late = LedgerRules.BillLate(ledger, Late(2), "CNY", Now);
        Assert.Equal(12, Balance.OfDay(late, Today).Pictures);
        Assert.Same(late, LedgerRules.BillLate(late, Late(2), "CNY", Now));
        Assert.Same(late, LedgerRules.BillLate(late, Late(1), "CNY", Now));
        Assert.Equal(13, Balance.OfDay(LedgerRules.BillLate(late, Late(3), "CNY", Now), Today).Pictures);
        Refused(late, Wanted("job_2", 1), TenADay);
    }

    [Fact]
    public void What_was_taken_again_since_it_was_seen_is_not_released()
    {
        var ledger = Taken(Empty, Wanted("job_1", 1), TenADay);
        var seen = ledger.Open[0];
        var again = Taken(ledger, Wanted("job_1", 1), TenADay);
        Assert.Same(again, LedgerRules.Release(again, seen));
        Assert.Empty(LedgerRules.Release(again, again.Open[0]).Open);
    }

    [Fact]
    public void A_reservation_is_looked_at_the_more_seldom_the_older_it_is()
    {
        var ledger = Taken(Empty, Wanted("job_1", 1), TenADay);
        Assert.Equal(Now + 60_000, ledger.SweepAt);
        foreach (var (age, pause) in new[] { (60_000, 60_000), (600_000, 600_000), (86_400_000, 1_800_000) })
            Assert.Equal(Now + age + pause, LedgerRules.LookLater(ledger, ledger.Open[0], Now + age).SweepAt);
    }

    [Fact]
    public void Each_threshold_is_told_once_by_the_write_that_passes_it()
    {
        var ledger = Taken(Empty, Wanted("job_1", 7), TenADay);
        Assert.Empty(ledger.Outbox);
        ledger = Taken(ledger, Wanted("job_2", 1), TenADay);
        var message = Assert.IsType<BudgetThresholdReached>(MessageTypes.Read(Assert.Single(ledger.Outbox)));
        Assert.Equal(
            ("user", "usr_a", "pictures_per_day", 80, 10m, 8m, "2026-11-28"),
            (message.SubjectKind, message.SubjectId, message.Limit, message.Percent, message.Value, message.Used, message.Period));

        ledger = Taken(ledger with { Outbox = [] }, Wanted("job_3", 1), TenADay);
        Assert.Empty(ledger.Outbox);
        ledger = LedgerRules.GiveUp(ledger, "job_2", 1, "tkt_job_2");
        ledger = Taken(ledger, Wanted("job_4", 1), TenADay);
        Assert.Empty(ledger.Outbox);
        ledger = Taken(ledger, Wanted("job_5", 1), TenADay);
        Assert.Equal(100, Assert.IsType<BudgetThresholdReached>(MessageTypes.Read(Assert.Single(ledger.Outbox))).Percent);
        Assert.Equal(2, Taken(ledger with { Outbox = [] }, Wanted("job_6", 9, day: Today + 1), new SpendingLimits(PicturesPerDay: 9)).Outbox.Count);
    }

    private static AttemptBooking Booked(string ticket, int billed) => new(ticket, [], Today, "usr_a", 0.20m) { Settled = billed };

    private static LateBilling Late(int pictures) => new("job_1", 1, Today, "m", "usr_a", pictures, 0.20m);

    private static Reservation Wanted(string jobId, int pictures, int day = Today) =>
        new(jobId, 1, ["tkt_" + jobId], day, "m", "usr_a", pictures, 0.20m, Now, Now + LedgerRules.FirstLook);

    private static Ledger Taken(Ledger ledger, Reservation wanted, SpendingLimits limits)
    {
        var (next, refused) = LedgerRules.Reserve(ledger, wanted, limits, "CNY", Now);
        Assert.Null(refused);
        return next;
    }

    private static Excess Refused(Ledger ledger, Reservation wanted, SpendingLimits limits)
    {
        var (next, refused) = LedgerRules.Reserve(ledger, wanted, limits, "CNY", Now);
        Assert.Same(ledger, next);
        Assert.NotNull(refused);
        return refused;
    }
}
