namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Who asks. Of the present request: a singleton may hold this, and must not hold what it has answered.</summary>
public interface ICaller
{
    /// <summary>The id of the user, and so of what is the caller's own: jobs, pictures, uploads.</summary>
    string Owner { get; }

    /// <summary>Of the session or key that was shown; null where there is none.</summary>
    string? CredentialId => null;

    /// <param name="subjectId">Id of a user, a team or a key.</param>
    SpendingLimits LimitsOf(string subjectId) => SpendingLimits.None;

    /// <summary>Whether the caller sees what the user or team with this id has.</summary>
    bool MayRead(string space) => space == Owner;

    /// <summary>Whether the caller makes and changes what the user or team with this id has.</summary>
    bool MayWrite(string space) => space == Owner;

    /// <summary>Whether the caller may ask for pictures of the model with this id: a key may be good for some only.</summary>
    bool MayUse(string model) => true;

    /// <summary>For the record; null where nobody signs in, and so nobody could look it up.</summary>
    CallerTrace? Trace => null;

    /// <summary>Nobody else uses this installation, nor this browser.</summary>
    bool IsAlone => false;
}
