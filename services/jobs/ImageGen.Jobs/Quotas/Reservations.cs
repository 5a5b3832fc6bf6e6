using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.Extensions.Options;

namespace ImageGen.Jobs.Quotas;

/// <summary>
/// Takes room for an attempt before it is accepted, of the user, then the team, then the key; where one of them has too little, what was taken
/// of the others is given back. Without limits it is noted all the same, for the bill.
/// </summary>
internal sealed class Reservations(
    LedgerWrites ledgers, QuotaCalendar calendar, DocumentIds ids, ModelCatalogue catalogue, ICaller caller, IOptions<QuotaOptions> options, TimeProvider time)
{
    /// <param name="job">As it will be accepted: its latest attempt is the one that needs room.</param>
    /// <param name="taken">What was taken for the same attempt before, where its write has lost: it is taken again, whatever has become of it.</param>
    /// <returns>The job with what it counts against.</returns>
    /// <exception cref="ProblemException">402 or 429: there is not enough left. 422: nobody knows what the model costs, and a limit asks for it.</exception>
    public async Task<Job> TakeAsync(Job job, AttemptBooking? taken)
    {
        var userId = caller.Owner;
        var subjects = Subject.Of(userId, job.Owner, caller.CredentialId).Select(subject => (Subject: subject, Limits: LimitsOf(subject))).ToList();
        var price = PriceOf(job);
        if (price is null && subjects.Any(each => each.Limits.CostPerMonth is not null))
            throw QuotaProblems.PriceUnknown(job.Request.Model, options.Value.Currency);
        var booking = taken ?? NewBooking(subjects.Select(each => each.Subject), userId, price ?? 0);
        var now = time.UnixMilliseconds();
        var wanted = new Reservation(
            job.Id, job.Attempt, [booking.Ticket], booking.Day, job.Request.Model, userId, job.Current.Indices.Count, booking.Price, now, now + LedgerRules.FirstLook);
        List<string> held = taken is null ? [] : [.. taken.Ledgers];
        foreach (var (subject, limits) in subjects.Where(each => !each.Limits.IsNone))
        {
            if (await ReserveAsync(subject, limits, wanted) is { } excess)
            {
                await GiveUpAsync(held, wanted);
                throw QuotaProblems.Of(subject, excess, options.Value.Currency, calendar);
            }

            held.Add(subject.LedgerOf(wanted.Month));
        }

        // Who has no limit can not refuse.
        await Task.WhenAll(subjects.Where(each => each.Limits.IsNone).Select(each => ReserveAsync(each.Subject, each.Limits, wanted)));
        return JobRules.Book(job, booking);
    }

    /// <summary>Gives up what was taken for the latest attempt of a job that was never written.</summary>
    public Task GiveUpAsync(Job job) => job.Current.Booking is not { } booking
        ? Task.CompletedTask
        : GiveUpAsync(booking.Ledgers, job.Id, job.Attempt, booking.Ticket);

    /// <summary>What has been set for the subject, or for every user.</summary>
    public SpendingLimits LimitsOf(Subject subject)
    {
        var own = caller.LimitsOf(subject.Id);
        if (subject.Kind != SubjectKind.User)
            return own;
        var standard = options.Value;
        return new SpendingLimits(own.PicturesPerDay ?? standard.PicturesPerDay, own.CostPerMonth ?? standard.CostPerMonth);
    }

    private AttemptBooking NewBooking(IEnumerable<Subject> subjects, string userId, decimal price)
    {
        var day = QuotaCalendar.NumberOf(calendar.Today);
        return new AttemptBooking(ids.New("tkt_"), [.. subjects.Select(subject => subject.LedgerOf(day / 100))], day, userId, price);
    }

    private async Task<Excess?> ReserveAsync(Subject subject, SpendingLimits limits, Reservation wanted)
    {
        Excess? refused = null;
        await ledgers.ChangeAsync(
            subject.LedgerOf(wanted.Month),
            () => LedgerRules.New(subject, wanted.UserId, wanted.Month),
            ledger =>
            {
                (var next, refused) = LedgerRules.Reserve(ledger, wanted, limits, options.Value.Currency, wanted.Since);
                return next;
            });
        return refused;
    }

    private Task GiveUpAsync(IEnumerable<string> held, Reservation wanted) => GiveUpAsync(held, wanted.JobId, wanted.Attempt, wanted.Tickets[0]);

    private Task GiveUpAsync(IEnumerable<string> held, string jobId, int attempt, string ticket) =>
        Task.WhenAll(held.Select(id => ledgers.ChangeAsync(id, fresh: null, ledger => LedgerRules.GiveUp(ledger, jobId, attempt, ticket))));

    /// <summary>That of the job, which is of the day when it was made; what was made before jobs had prices costs what it costs now.</summary>
    private decimal? PriceOf(Job job)
    {
        var price = job.Price ?? (catalogue.TryGet(job.Request.Model, out var model) ? JobPrice.Of(model) : null);
        return price?.Currency == options.Value.Currency ? price.PerPicture : null;
    }
}
