using ImageGen.Jobs.Inputs;
using ImageGen.Jobs.Templates;

namespace ImageGen.Jobs.Create;

/// <summary>What one request has looked up, however many jobs it asks for.</summary>
internal sealed class Lookups
{
    public Seen<FoundInput> Pictures { get; } = new();

    public Seen<Template?> Templates { get; } = new();
}
