namespace ImageGen.ServiceDefaults.Callers;

/// <summary>What a member may do in a team.</summary>
public enum TeamRole
{
    /// <summary>Sees what the team has.</summary>
    Viewer,

    /// <summary>Makes and changes what the team has.</summary>
    Member,

    /// <summary>Sees to its members as well.</summary>
    Admin,
}
