using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Faults;

/// <summary>Where something may go wrong, for once or for a while.</summary>
internal enum Place
{
    /// <summary>The database.</summary>
    Documents,

    Broker,

    /// <summary>Our own object store.</summary>
    Objects,

    /// <summary>The provider, when it is asked to make pictures.</summary>
    Submits,

    /// <summary>The provider, when it is asked for a result.</summary>
    Results,

    /// <summary>The provider, when it is asked to stop a task.</summary>
    Cancels,

    /// <summary>Where the provider's links lead.</summary>
    Pictures,

    /// <summary>Between people and us.</summary>
    Door,
}

/// <summary>What goes wrong there.</summary>
internal enum Manner
{
    /// <summary>Nobody can be reached, or nobody answers.</summary>
    Away,

    /// <summary>The request arrives and is acted upon; its answer does not come back.</summary>
    Cut,

    /// <summary>The service says itself that it failed (50500, 500 InternalServiceError).</summary>
    Failing,

    /// <summary>Somebody on the way answers with a page of his own, though the request went through.</summary>
    PageAfter,

    /// <summary>Somebody on the way answers with a page of his own, and nobody else has seen the request.</summary>
    PageBefore,

    /// <summary>Too many, too fast.</summary>
    Throttled,

    /// <summary>The account is not served.</summary>
    Refused,

    /// <summary>The account may not use the model.</summary>
    NotPermitted,

    /// <summary>A replica that is behind: what exists is not there yet (<c>not_found</c>; 404 of a link).</summary>
    Stale,

    /// <summary>The result is said to be done and has no pictures in it; the bytes behind a link are no picture.</summary>
    Empty,

    /// <summary>403 for everybody.</summary>
    Forbidden,
}

/// <summary>One spell of it.</summary>
/// <param name="From">Milliseconds after the beginning.</param>
/// <param name="Until">Milliseconds after the beginning.</param>
internal sealed record Front(Place Place, Manner Manner, long From, long Until)
{
    /// <summary>Only for this account; null for all.</summary>
    public string? Account { get; init; }

    /// <summary>Only in this process; null in all.</summary>
    public string? Process { get; init; }

    /// <summary>How many of those that it could hit it does.</summary>
    public double Density { get; init; } = 1;
}

/// <summary>What goes wrong for a while. When the life calms down all of it has passed.</summary>
internal sealed class Weather(Life life)
{
    public bool Is(Place place, SimulatedProcess process) => Of(place, process, account: null) is not null;

    /// <returns>Null where nothing is wrong.</returns>
    public Front? Of(Place place, SimulatedProcess? process, string? account)
    {
        if (life.Plan.Fronts.Count == 0 || life.IsCalm)
            return null;
        var now = life.Clock.Now - Clock.Start;
        foreach (var front in life.Plan.Fronts)
        {
            if (front.Place == place && now >= front.From && now < front.Until
                && (front.Account is null || front.Account == account)
                && (front.Process is null || front.Process == process?.Name)
                && (front.Density >= 1 || life.Prng.Chance(front.Density)))
            {
                return front;
            }
        }

        return null;
    }
}
