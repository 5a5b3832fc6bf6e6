namespace ImageGen.Contracts;

/// <summary>So much of a limit is used, with what is reserved. Said once for each limit, threshold and period.</summary>
public sealed record BudgetThresholdReached
{
    /// <summary><c>user</c>, <c>team</c> or <c>key</c>.</summary>
    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    /// <summary><c>pictures_per_day</c> or <c>cost_per_month</c>.</summary>
    public required string Limit { get; init; }

    /// <summary>80 or 100.</summary>
    public required int Percent { get; init; }

    /// <summary>What the limit is.</summary>
    public required decimal Value { get; init; }

    public required decimal Used { get; init; }

    /// <summary>ISO 4217; null where it is not about money.</summary>
    public string? Currency { get; init; }

    /// <summary>A day such as 2026-11-28, or a month such as 2026-11.</summary>
    public required string Period { get; init; }

    public required DateTimeOffset At { get; init; }
}
