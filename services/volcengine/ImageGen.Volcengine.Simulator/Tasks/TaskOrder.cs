namespace ImageGen.Volcengine.Simulator.Tasks;

/// <summary>What is to be made and paid for, whichever API it came by.</summary>
/// <param name="Api"><see cref="Visual"/> or <see cref="Ark"/>.</param>
/// <param name="Model">The model's key.</param>
/// <param name="Images">How many pictures.</param>
internal sealed record TaskOrder(string Api, string Model, string Prompt, int Width, int Height, long? Seed, int Images)
{
    public const string Visual = "visual";
    public const string Ark = "ark";
}
