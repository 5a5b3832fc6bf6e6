using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Storage.Tests.World;

/// <summary>Whoever a test wants to be.</summary>
internal sealed class SwitchableCaller : ICaller
{
    public string Owner { get; set; } = "usr_ada";

    public bool IsAlone { get; set; } = true;
}
