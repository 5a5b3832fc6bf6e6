namespace ImageGen.Volcengine.Simulator;

/// <summary>What may be changed while the simulator runs, through <c>PUT /_simulator/settings</c>.</summary>
public sealed record SimulatorSettings
{
    /// <summary>Milliseconds that a task waits in the queue.</summary>
    public int QueueMs { get; init; } = 300;

    /// <summary>The shortest time to make a picture, in milliseconds.</summary>
    public int GenerateMinMs { get; init; } = 1500;

    /// <summary>The longest time to make a picture, in milliseconds.</summary>
    public int GenerateMaxMs { get; init; } = 4000;

    /// <summary>Seconds for which a result address works.</summary>
    public int UrlLifeS { get; init; } = 24 * 60 * 60;

    /// <summary>Unfinished tasks of the Visual API that one access key may have; more are refused with 50430. 0 is no limit.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>Calls of one action per second and access key; more are refused with 50429. 0 is no limit.</summary>
    public int Qps { get; init; }

    /// <summary>
    /// Whether <c>CVCancelTask</c> ends a task that is not done, which is <c>not_found</c> from then on. Which of the provider's models
    /// allow that is not documented; off, none does.
    /// </summary>
    public bool Cancels { get; init; }

    /// <summary>What comes back as the picture.</summary>
    public PictureMode Picture { get; init; } = PictureMode.Drawn;

    /// <summary>Null, or what is wrong with these values.</summary>
    internal string? Problem() => this switch
    {
        { QueueMs: < 0 } => "queue_ms is negative",
        { GenerateMinMs: < 0 } => "generate_min_ms is negative",
        { UrlLifeS: < 1 } => "url_life_s is below 1",
        { MaxConcurrency: < 0 } => "max_concurrency is negative",
        { Qps: < 0 } => "qps is negative",
        _ when GenerateMaxMs < GenerateMinMs => "generate_max_ms is below generate_min_ms",
        _ => null,
    };
}

/// <summary>What the simulator answers as a picture.</summary>
public enum PictureMode
{
    /// <summary>A scene drawn from the prompt and the seed, in the size asked for.</summary>
    Drawn,

    /// <summary>One prepared PNG of about 200 kB for everybody, so that a benchmark does not measure drawing.</summary>
    Fixed,
}
