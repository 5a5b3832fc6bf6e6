namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Who asks. Of the present request: a singleton may hold this, and must not hold what it has answered.</summary>
public interface ICaller
{
    /// <summary>Whose jobs, uploads and pictures these are: the id of a user.</summary>
    string Owner { get; }

    /// <summary>Nobody else uses this installation, nor this browser.</summary>
    bool IsAlone => false;
}
