using ImageGen.Contracts;

namespace ImageGen.Volcengine.Apis;

/// <summary>A call ready to be sent, or why there can be none.</summary>
internal abstract record Preparation
{
    private Preparation()
    {
    }

    public sealed record Ready(ProviderCall Call) : Preparation;

    /// <summary>It can not be sent at all; nothing was, and trying again would not help.</summary>
    public sealed record Refused(GenerationError Error) : Preparation;
}
