namespace ImageGen.ServiceDefaults.Callers;

/// <summary>What a caller may do. A session has all that its user has, a key those that it was made with.</summary>
public static class Scopes
{
    public const string JobsWrite = "jobs:write";
    public const string JobsRead = "jobs:read";
    public const string ImagesRead = "images:read";
    public const string Templates = "templates";

    /// <summary>To run the platform. Also what an address needs that says nothing of itself.</summary>
    public const string Admin = "admin";

    /// <summary>To change one's own account, keys and teams. Only sessions have it: a key can not make others, nor outlive itself.</summary>
    public const string Account = "account";

    /// <summary>Those that a key may have.</summary>
    public static IReadOnlyList<string> OfKeys { get; } = [JobsWrite, JobsRead, ImagesRead, Templates, Admin];

    /// <summary>All that there are.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfKeys, Account];
}
