namespace ImageGen.Volcengine.Settings;

/// <summary>One entry of <c>Volcengine:Limits</c>, named by the model's id or <c>*</c> for all models. Counts for each account by itself.</summary>
internal sealed class LimitOptions
{
    /// <summary>Tasks that the provider works on at a time, over all replicas: 1 to 1000; 0 is no limit. Null: the catalogue's figure.</summary>
    public int? Concurrency { get; set; }

    /// <summary>Submissions in a second, over all replicas: up to 1000, may be a fraction; 0 is no limit. Null: the catalogue's figure.</summary>
    public double? RequestsPerSecond { get; set; }

    /// <returns>What is wrong with it, or null.</returns>
    public string? Problem() => this switch
    {
        { Concurrency: < 0 or > 1_000 } => "Concurrency must be 0 (no limit) to 1000",
        { RequestsPerSecond: not null and not (>= 0 and <= 1_000) } => "RequestsPerSecond must be 0 (no limit) to 1000",
        _ => null,
    };
}
