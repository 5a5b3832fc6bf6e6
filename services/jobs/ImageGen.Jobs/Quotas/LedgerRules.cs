using ImageGen.Jobs.Domain;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Quotas;

/// <summary>
/// Every decision about a ledger, without I/O. Each figure has the name of its attempt and is absolute, so that whatever is done again, by
/// whomever, counts once. A decision that changes nothing returns the very same document.
/// </summary>
internal static class LedgerRules
{
    /// <summary>So long a reservation is left alone: its job is most likely on its way.</summary>
    public const long FirstLook = 60_000;

    private const long LongestPause = 30 * 60_000;

    public static Ledger New(Subject subject, string userId, int month) => new()
    {
        Id = subject.LedgerOf(month),
        SubjectId = subject.Id,
        Kind = subject.Kind,
        UserId = subject.Kind == SubjectKind.Key ? userId : null,
        Month = month,
    };

    /// <summary>
    /// Takes room for an attempt, or none at all where it is more than what is left. Taken once it is not checked again: a repeated request
    /// only adds its ticket.
    /// </summary>
    /// <param name="wanted">With one ticket.</param>
    public static (Ledger Ledger, Excess? Refused) Reserve(Ledger ledger, Reservation wanted, SpendingLimits limits, string currency, long now)
    {
        if (ledger.Open.FirstOrDefault(open => open.IsOf(wanted.JobId, wanted.Attempt)) is { } known)
        {
            var tickets = known.Tickets.Contains(wanted.Tickets[0]) ? known.Tickets : [.. known.Tickets, wanted.Tickets[0]];
            var touched = known with { Tickets = tickets, Pictures = Math.Max(known.Pictures, wanted.Pictures), Touches = known.Touches + 1 };
            return (ledger with { Open = [.. ledger.Open.Select(open => open == known ? touched : open)] }, null);
        }

        if (ExcessOf(ledger, wanted, limits) is { } excess)
            return (ledger, excess);
        var next = ledger with { Open = [.. ledger.Open, wanted], Limits = LedgerLimits.Of(limits) };
        return (Thresholds.Note(next, wanted.Day, currency, now), null);
    }

    /// <summary>The ticket is not needed: its request was refused elsewhere, or another one of the same attempt came first.</summary>
    public static Ledger GiveUp(Ledger ledger, string jobId, int attempt, string ticket)
    {
        if (ledger.Open.FirstOrDefault(open => open.IsOf(jobId, attempt) && open.Tickets.Contains(ticket)) is not { } known)
            return ledger;
        var left = known with { Tickets = [.. known.Tickets.Where(other => other != ticket)] };
        return ledger with { Open = [.. ledger.Open.Select(open => open == known ? left : open).Where(open => open.Tickets.Count > 0)] };
    }

    /// <summary>The attempt has ended: what it has reserved becomes what was billed. A reservation that it was not accepted with counts nothing.</summary>
    /// <param name="booking">Of the attempt, which is settled.</param>
    public static Ledger Settle(Ledger ledger, string jobId, int attempt, AttemptBooking booking)
    {
        if (ledger.Open.FirstOrDefault(open => open.IsOf(jobId, attempt)) is not { } known)
            return ledger;
        var next = Without(ledger, known);
        return known.Tickets.Contains(booking.Ticket) ? next with { Settled = Add(ledger.Settled, known, booking) } : next;
    }

    /// <summary>Takes note of what was billed after the attempt had been settled. It may pass a limit: it is paid.</summary>
    public static Ledger BillLate(Ledger ledger, LateBilling figure, string currency, long now)
    {
        var known = ledger.Late.FirstOrDefault(late => late.Attempt == figure.Attempt && late.JobId == figure.JobId);
        if (known?.Pictures >= figure.Pictures)
            return ledger;
        return Thresholds.Note(ledger with { Late = [.. ledger.Late.Where(late => late != known), figure] }, figure.Day, currency, now);
    }

    /// <summary>Gives back what nobody can use any more, if it is still as it was seen.</summary>
    public static Ledger Release(Ledger ledger, Reservation seen) =>
        Same(ledger, seen) is { } known ? Without(ledger, known) : ledger;

    /// <summary>It is still needed: looked at again after a while, which is longer the older it is.</summary>
    public static Ledger LookLater(Ledger ledger, Reservation seen, long now) => Same(ledger, seen) is not { } known
        ? ledger
        : ledger with { Open = [.. ledger.Open.Select(open => open == known ? known with { LookAt = now + Math.Clamp(now - known.Since, FirstLook, LongestPause) } : open)] };

    private static Excess? ExcessOf(Ledger ledger, Reservation wanted, SpendingLimits limits)
    {
        if (limits.PicturesPerDay is { } pictures && Balance.OfDay(ledger, wanted.Day).Pictures is var made && wanted.Pictures > 0 && made + wanted.Pictures > pictures)
            return new Excess(LimitKind.PicturesPerDay, pictures, made, wanted.Pictures);
        if (limits.CostPerMonth is { } cost && Balance.OfMonth(ledger).Cost is var spent && wanted.Cost > 0 && spent + wanted.Cost > cost)
            return new Excess(LimitKind.CostPerMonth, cost, spent, wanted.Cost);
        return null;
    }

    private static Reservation? Same(Ledger ledger, Reservation seen) =>
        ledger.Open.FirstOrDefault(open => open.IsOf(seen.JobId, seen.Attempt) && open.Touches == seen.Touches && open.Since == seen.Since);

    private static Ledger Without(Ledger ledger, Reservation known) => ledger with { Open = [.. ledger.Open.Where(open => open != known)] };

    /// <remarks>The same room may have been taken by two people who retry at once: it is of the one whose attempt was written.</remarks>
    private static IReadOnlyList<LedgerLine> Add(IReadOnlyList<LedgerLine> lines, Reservation known, AttemptBooking booking)
    {
        var old = lines.FirstOrDefault(line => line.Day == booking.Day && line.Model == known.Model && line.UserId == booking.UserId)
            ?? new LedgerLine(booking.Day, known.Model, booking.UserId, Jobs: 0, Pictures: 0, Cost: 0);
        var billed = booking.Settled ?? 0;
        var next = old with { Jobs = old.Jobs + (known.Attempt == 1 ? 1 : 0), Pictures = old.Pictures + billed, Cost = old.Cost + (billed * booking.Price) };
        return [.. lines.Where(line => line != old), next];
    }
}

/// <summary>Why there is no room.</summary>
/// <param name="Used">With what is reserved.</param>
/// <param name="Asked">By the request that was refused.</param>
internal sealed record Excess(LimitKind Kind, decimal Limit, decimal Used, decimal Asked);
