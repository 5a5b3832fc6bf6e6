namespace ImageGen.Storage;

/// <summary>Who asks.</summary>
internal interface ICaller
{
    /// <summary>Whose uploads and pictures these are.</summary>
    string Owner { get; }
}

/// <summary>The one user of an installation without accounts.</summary>
internal sealed class LocalCaller : ICaller
{
    public string Owner => "local";
}
