namespace ImageGen.Jobs;

/// <summary>Who asks.</summary>
internal interface ICaller
{
    /// <summary>Whose jobs these are.</summary>
    string Owner { get; }
}

/// <summary>The one user of an installation without accounts.</summary>
internal sealed class LocalCaller : ICaller
{
    public string Owner => "local";
}
