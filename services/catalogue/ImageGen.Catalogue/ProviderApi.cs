namespace ImageGen.Catalogue;

/// <summary>
/// One of the provider's APIs, as far as anybody but the worker's code for it has to know: how it is set up, and where its pictures come from.
/// </summary>
/// <param name="Name">As the models name it.</param>
/// <param name="Endpoint">Where it is called. Its pictures may come from there too: those of a stand-in do.</param>
public sealed record ProviderApi(string Name, ProviderSetting Endpoint)
{
    /// <summary>The path that is added to an endpoint without one; null where an endpoint must not have a path.</summary>
    public string? UsualPath { get; init; }

    /// <summary>All that an account needs to use it.</summary>
    public required IReadOnlyList<ProviderSetting> Keys { get; init; }

    /// <summary>What else can be set for it.</summary>
    public IReadOnlyList<ProviderSetting> Others { get; init; } = [];

    /// <summary>Where its results point to; <c>*.domain</c> is every host below it.</summary>
    public IReadOnlyList<string> ResultHosts { get; init; } = [];

    public IEnumerable<ProviderSetting> Settings => [.. Keys, .. Others, Endpoint];
}

/// <param name="Variable">The environment variable.</param>
/// <param name="Name">In the configuration.</param>
/// <param name="Default">What holds where it is not set; null where nothing does.</param>
public sealed record ProviderSetting(string Variable, string Name, string? Default = null)
{
    /// <summary>May also be given as a file named by <c>VARIABLE_FILE</c>.</summary>
    public bool IsSecret { get; init; }

    /// <summary>Names a host that results point to.</summary>
    public bool IsResultHost { get; init; }
}
