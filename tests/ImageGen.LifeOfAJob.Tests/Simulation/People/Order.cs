using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.People;

/// <summary>What a person orders, and what he does to it later.</summary>
internal sealed record Order
{
    public string Owner { get; init; } = "ada";

    public string Model { get; init; } = Models.Visual;

    public int Pictures { get; init; } = 1;

    /// <summary>One call makes all pictures.</summary>
    public bool Group { get; init; }

    /// <summary>It works from a picture of the owner's.</summary>
    public bool WithInput { get; init; }

    /// <summary>It gives way.</summary>
    public bool Batch { get; init; }

    public int? DeadlineSeconds { get; init; }

    public int? QueueDeadlineSeconds { get; init; }

    /// <summary>When it is ordered, in milliseconds after the beginning.</summary>
    public long At { get; init; }

    /// <summary>The request carries a key, so that it can be repeated.</summary>
    public bool HasKey { get; init; } = true;

    /// <summary>The person waits for the end of the job in one request, for so many seconds.</summary>
    public int? Waits { get; init; }

    /// <summary>The person's connection breaks after so many milliseconds.</summary>
    public long? GoesAwayAfter { get; init; }

    /// <summary>When the person cancels, in milliseconds after the order was answered.</summary>
    public long? CancelsAfter { get; init; }

    /// <summary>Decides when the person cancels, in place of the time.</summary>
    public Func<Life, bool>? CancelWhen { get; init; }

    /// <summary>How often the person retries where that is possible.</summary>
    public int Retries { get; init; }

    /// <summary>The person retries as soon as that is possible, whatever is still on its way.</summary>
    public bool RetriesAtOnce { get; init; }

    /// <summary>Decides when the person retries; else it is when the job has ended without all its pictures, or needs attention.</summary>
    public Func<Life, bool>? RetryWhen { get; init; }

    /// <summary>The person accepts a possible charge as soon as he is asked to.</summary>
    public bool Consents { get; init; } = true;

    /// <summary>The person sends each retry twice.</summary>
    public bool RetriesTwice { get; init; }

    /// <summary>In the end the person closes what waits for a person.</summary>
    public bool Closes { get; init; } = true;

    /// <summary>When it has ended the person deletes it for good.</summary>
    public bool Purges { get; init; }

    /// <summary>What is peculiar to it.</summary>
    public Quirk Quirk { get; init; }
}

/// <summary>Something about one job that must not cost the others anything.</summary>
internal enum Quirk
{
    None,

    /// <summary>The body of its requests never leaves whole.</summary>
    BodyIsCut,

    /// <summary>The provider never has its result: it is in the queue for ever.</summary>
    PendingForEver,

    /// <summary>Its result is said to be done and has no pictures in it, for ever.</summary>
    DoneWithout,

    /// <summary>Its pictures are larger than we take.</summary>
    TooLarge,

    /// <summary>The provider does not want it, as often as it is asked.</summary>
    Refused,
}
