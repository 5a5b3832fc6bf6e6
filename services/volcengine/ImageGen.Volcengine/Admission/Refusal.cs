namespace ImageGen.Volcengine.Admission;

/// <summary>
/// An account, or a model of it, that was refused to this process: left alone for pauses that grow, after each of which one submission
/// tries. Without I/O; times are milliseconds of a clock that only goes forward, because a wrong clock may be the reason.
/// </summary>
/// <param name="Since">The first of the refusals that followed each other.</param>
/// <param name="At">The last of them.</param>
/// <param name="Until">Nothing is tried before.</param>
/// <param name="Settled">It was refused again after the whole patience: where all say so, waiting does not help.</param>
/// <param name="Trying">One submission is on its way to see.</param>
internal sealed record Refusal(AccountError Error, long Since, long At, long Pause, long Until, bool Settled, bool Trying = false)
{
    public const long FirstPause = 1_000;
    public const long LongestPause = 300_000;

    /// <summary>Longer than an ordinary submission takes. Whoever tries and never tells holds up the others for so long.</summary>
    private const long TryFor = 90_000;

    public bool IsCool(long now) => now < Until;

    /// <summary>It was refused, perhaps again.</summary>
    public static Refusal Next(Refusal? before, AccountError error, long now, long patience)
    {
        // What was on the wire when it was refused says nothing new.
        if (before is { Trying: false } && before.IsCool(now))
            return before;
        // Two refusals with a long silence between them are not one that lasts.
        var lasts = before is not null && now - (before.At + before.Pause) <= Math.Max(patience, before.Pause);
        var since = lasts ? before!.Since : now;
        var pause = lasts ? Math.Min(LongestPause, before!.Pause * 2) : FirstPause;
        return new Refusal(error, since, now, pause, now + pause, Settled: now - since >= patience);
    }

    /// <returns>Null where it is too soon, or another one tries.</returns>
    public Refusal? Try(long now) => IsCool(now) ? null : this with { Until = now + TryFor, Trying = true };

    /// <summary>Nothing was tried after all: the next one may.</summary>
    public Refusal NotTried(long now) => Trying ? this with { Until = now, Trying = false } : this;
}
