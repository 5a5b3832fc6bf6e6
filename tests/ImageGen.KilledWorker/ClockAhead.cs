namespace ImageGen.KilledWorker;

/// <summary>A clock by which the leases of the dead are over already.</summary>
internal sealed class ClockAhead(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
