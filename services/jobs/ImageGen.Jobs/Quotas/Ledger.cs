using System.Text.Json.Serialization;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Quotas;

/// <summary>
/// What one subject (a user, a team, a key) has asked for in one month: what is settled, what is reserved, and what was billed after it had
/// been settled. One document, so that a limit is checked and taken in one write. Times are Unix milliseconds, days such as 20261128.
/// </summary>
internal sealed record Ledger : DocumentPart, IDocument<Ledger>, IOutboxDocument<Ledger>
{
    public const string KindField = "kind";
    public const string UserField = "user";
    public const string MonthField = "month";
    public const string SweepAtField = "sweepAt";

    public static DocumentModel<Ledger> Documents { get; } = new DocumentModel<Ledger>("ledgers", ledger => ledger.Id)
        .Text(KindField, ledger => Subject.NameOf(ledger.Kind))
        .Text(UserField, ledger => ledger.UserId)
        .Number(MonthField, ledger => ledger.Month)
        .Number(SweepAtField, ledger => ledger.SweepAt)
        .Index(KindField, MonthField)
        .IndexWhereSet(UserField, UserField, MonthField)
        .IndexWhereSet(SweepAtField)
        .WithOutbox();

    public required string Id { get; init; }

    /// <summary>Id of the user, team or key.</summary>
    public required string SubjectId { get; init; }

    public required SubjectKind Kind { get; init; }

    /// <summary>Of a key: whose it is. Null for all others.</summary>
    public string? UserId { get; init; }

    /// <summary>Such as 202611.</summary>
    public required int Month { get; init; }

    /// <summary>At most one line for each day, model and user.</summary>
    public IReadOnlyList<LedgerLine> Settled { get; init; } = [];

    /// <summary>What was asked for and has not ended, the earliest first.</summary>
    public IReadOnlyList<Reservation> Open { get; init; } = [];

    /// <summary>What was billed after its attempt had been settled: seldom any.</summary>
    public IReadOnlyList<LateBilling> Late { get; init; } = [];

    /// <summary>The limits that were last seen; null where there were none.</summary>
    public LedgerLimits? Limits { get; init; }

    /// <summary>The thresholds that were passed: each is told once.</summary>
    public IReadOnlyList<PassedThreshold> Passed { get; init; } = [];

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    /// <summary>When to look what has become of a reservation; null where there is none.</summary>
    [JsonIgnore]
    public long? SweepAt => Open.Count == 0 ? null : Open.Min(open => open.LookAt);

    public Ledger WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}

/// <param name="UserId">Who asked.</param>
/// <param name="Jobs">First attempts that have ended; retries of a job are not counted again.</param>
/// <param name="Pictures">Those that were billed.</param>
/// <param name="Cost">In the currency of the catalogue.</param>
internal sealed record LedgerLine(int Day, string Model, string UserId, int Jobs, int Pictures, decimal Cost) : DocumentPart;

/// <summary>Room that an attempt has taken: it counts as if all its pictures were billed, until it is known how many were.</summary>
/// <param name="Tickets">Of the requests that have taken it. A repeated request takes the same room, and whoever needs it no more gives up only its own ticket.</param>
/// <param name="Touches">How often it was taken: who gives back what nobody seems to need gives back exactly what it has seen.</param>
internal sealed record Reservation(
    string JobId, int Attempt, IReadOnlyList<string> Tickets, int Day, string Model, string UserId, int Pictures, decimal Price, long Since, long LookAt, int Touches = 0)
    : DocumentPart
{
    [JsonIgnore]
    public decimal Cost => Pictures * Price;

    [JsonIgnore]
    public int Month => Day / 100;

    public bool IsOf(string jobId, int attempt) => Attempt == attempt && JobId == jobId;
}

/// <summary>An absolute figure that only grows, so that telling it again changes nothing.</summary>
internal sealed record LateBilling(string JobId, int Attempt, int Day, string Model, string UserId, int Pictures, decimal Price) : DocumentPart
{
    [JsonIgnore]
    public decimal Cost => Pictures * Price;
}

internal sealed record LedgerLimits(int? PicturesPerDay, decimal? CostPerMonth) : DocumentPart
{
    /// <returns>Null where there are none.</returns>
    public static LedgerLimits? Of(SpendingLimits limits) => limits.IsNone ? null : new LedgerLimits(limits.PicturesPerDay, limits.CostPerMonth);
}

/// <param name="Limit">Its value when it was passed: with another limit the threshold is another one.</param>
/// <param name="Day">Null for a limit of the month.</param>
internal sealed record PassedThreshold(LimitKind Kind, decimal Limit, int Percent, int? Day) : DocumentPart;

internal enum LimitKind
{
    PicturesPerDay,
    CostPerMonth,
}
