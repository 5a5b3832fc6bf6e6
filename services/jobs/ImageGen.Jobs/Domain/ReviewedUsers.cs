namespace ImageGen.Jobs.Domain;

/// <summary>Whose pictures wait for a reviewer before others than themselves see them.</summary>
internal enum ReviewedUsers
{
    /// <summary>Nobody's.</summary>
    Off,

    /// <summary>Those of users whom an administrator has chosen.</summary>
    Chosen,

    All,
}
