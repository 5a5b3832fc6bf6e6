using ImageGen.Volcengine.Simulator.Inputs;

namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>What is to be made and paid for, whichever API it came by.</summary>
/// <param name="Api"><see cref="Visual"/>, <see cref="ImageX"/> or <see cref="Ark"/>.</param>
/// <param name="Model">The model's key.</param>
/// <param name="Images">How many pictures.</param>
internal sealed record TaskOrder(string Api, string Model, string Prompt, int Width, int Height, long? Seed, int Images)
{
    public const string Visual = "visual";
    public const string Ark = "ark";
    public const string ImageX = "imagex";

    /// <summary>The pictures that came with it and show in the result, a mask last.</summary>
    public IReadOnlyList<InputPicture> Inputs { get; init; } = [];

    /// <summary>By how much the first of them is extended.</summary>
    public Margins Margins { get; init; } = Margins.None;
}
