using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Storage.Tests.World;

/// <summary>Whoever a test wants to be.</summary>
internal sealed class SwitchableCaller : ICaller
{
    public string Owner { get; set; } = "usr_ada";

    public bool IsAlone { get; set; } = true;

    /// <summary>A team that this one is in.</summary>
    public string? Team { get; set; }

    /// <summary>For the record; null where nobody signs in.</summary>
    public CallerTrace? Trace { get; set; }

    public bool MayRead(string space) => space == Owner || space == Team;
}
