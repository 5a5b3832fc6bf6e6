namespace ImageGen.Volcengine.Simulator.Ark;

/// <summary>What a call that is not streamed answers.</summary>
internal sealed record ArkAnswer(
    string Model, long Created, IReadOnlyList<ArkItem> Data, ArkUsage Usage, IReadOnlyList<ArkTool>? Tools = null);

/// <summary>One picture, or why it is missing.</summary>
internal sealed record ArkItem
{
    public string? Url { get; init; }

    public byte[]? B64Json { get; init; }

    public string? Size { get; init; }

    public string? OutputFormat { get; init; }

    public ArkReason? Error { get; init; }
}

/// <summary>One event of a stream; the members that its type does not have are null.</summary>
internal sealed record ArkEvent(string Type, string Model, long Created)
{
    public int? ImageIndex { get; init; }

    public string? Url { get; init; }

    public byte[]? B64Json { get; init; }

    public string? Size { get; init; }

    public ArkReason? Error { get; init; }

    public ArkUsage? Usage { get; init; }

    public IReadOnlyList<ArkTool>? Tools { get; init; }
}

/// <summary>The short form of an error, inside an answer that is no error.</summary>
internal sealed record ArkReason(string Code, string Message);

/// <summary>What is billed.</summary>
internal sealed record ArkUsage(int GeneratedImages, long OutputTokens, long TotalTokens, ArkToolUsage? ToolUsage);

internal sealed record ArkToolUsage(int WebSearch);

internal sealed record ArkTool(string Type);
