namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Who asks. Of the present request: a singleton may hold this, and must not hold what it has answered.</summary>
public interface ICaller
{
    /// <summary>Whose jobs, uploads and pictures these are: the id of a user.</summary>
    string Owner { get; }

    /// <summary>Who asks, whoever's the job will be.</summary>
    string UserId => Owner;

    /// <summary>Of the session or key that was shown; null where there is none.</summary>
    string? CredentialId => null;

    /// <param name="subjectId">Id of a user, a team or a key.</param>
    SpendingLimits LimitsOf(string subjectId) => SpendingLimits.None;

    /// <summary>Nobody else uses this installation, nor this browser.</summary>
    bool IsAlone => false;
}
