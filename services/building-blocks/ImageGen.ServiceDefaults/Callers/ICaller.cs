namespace ImageGen.ServiceDefaults;

/// <summary>Who asks.</summary>
public interface ICaller
{
    /// <summary>Whose jobs, uploads and pictures these are.</summary>
    string Owner { get; }
}

/// <summary>The one user of an installation without accounts.</summary>
public sealed class LocalCaller : ICaller
{
    public string Owner => "local";
}
