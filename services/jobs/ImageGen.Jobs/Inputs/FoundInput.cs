using ImageGen.Contracts;

namespace ImageGen.Jobs.Inputs;

/// <summary>What a name in a request stands for, or why it stands for nothing.</summary>
internal sealed record FoundInput(InputImage? Picture, string? Problem, string? Code)
{
    /// <summary>It is there, and the model does not take it.</summary>
    public const string Unsuitable = "input_unsuitable";

    public static FoundInput Of(InputImage picture) => new(picture, null, null);

    /// <summary>A foreign one is as unknown as one that never was.</summary>
    public static FoundInput Missing(string problem) => new(null, problem, "input_not_found");

    public static FoundInput Wrong(string problem) => new(null, problem, "invalid_input");
}
