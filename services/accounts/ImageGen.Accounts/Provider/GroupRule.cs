using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;

namespace ImageGen.Accounts.Provider;

/// <summary>What members of a group at the provider are here.</summary>
/// <param name="Group">As the claim <c>groups</c> names it.</param>
/// <param name="TeamId">Null for the whole platform, whose administrator the rule makes.</param>
internal sealed record GroupRule(string Group, string? TeamId, TeamRole Role)
{
    private const string Form = "group=team:role, such as design=tem_…:member, where role is viewer, member or admin, or group=:admin for administrators of the platform";

    /// <param name="text">Rules with commas between them.</param>
    /// <exception cref="ConfigurationException">One of them is none.</exception>
    public static IReadOnlyList<GroupRule> ReadAll(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read)];

    private static GroupRule Read(string text)
    {
        // The group comes first and may have any characters in it.
        var (equals, colon) = (text.LastIndexOf('='), text.LastIndexOf(':'));
        var isWhole = equals > 0 && colon > equals;
        var group = isWhole ? text[..equals].Trim() : "";
        var team = isWhole ? text[(equals + 1)..colon].Trim() : "";
        TeamRole? role = (isWhole ? text[(colon + 1)..].Trim() : "") switch
        {
            "viewer" => TeamRole.Viewer,
            "member" => TeamRole.Member,
            "admin" => TeamRole.Admin,
            _ => null,
        };
        return (group.Length > 0, team, role) switch
        {
            (true, "", TeamRole.Admin) => new GroupRule(group, TeamId: null, TeamRole.Admin),
            (true, { Length: > 0 }, { } known) => new GroupRule(group, team, known),
            _ => throw new ConfigurationException($"IMAGEGEN_OIDC_TEAMS holds '{text}'. A rule is {Form}."),
        };
    }
}
