namespace ImageGen.Volcengine.Apis;

/// <summary>How long the provider keeps things, in milliseconds. Where that is from: docs/provider.md.</summary>
internal static class ProviderTimes
{
    /// <summary>The provider keeps a task for 12 hours; with one more for clocks, nothing can turn up after this.</summary>
    public const long TaskLife = 13 * Hour;

    /// <summary>How long the provider's links to pictures live.</summary>
    public const long SourceLife = 24 * Hour;

    private const long Hour = 3_600_000;
}
