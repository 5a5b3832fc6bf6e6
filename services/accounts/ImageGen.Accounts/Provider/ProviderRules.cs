using ImageGen.Accounts.Users;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Provider;

/// <summary>What the settings make of whom the provider names. Pure.</summary>
internal static class ProviderRules
{
    /// <summary>Whether somebody who has no account gets one.</summary>
    public static bool MayJoin(ProviderSettings settings, string email, IReadOnlyList<string> groups) =>
        settings.Domains.Contains(email[(email.LastIndexOf('@') + 1)..]) || settings.Groups.Any(rule => groups.Contains(rule.Group));

    /// <returns>Null where no rule says anything of it: it stays as it is.</returns>
    public static UserRole? RoleOf(ProviderSettings settings, IReadOnlyList<string> groups)
    {
        var rules = settings.Groups.Where(rule => rule.TeamId is null).ToList();
        return rules.Count == 0 ? null : rules.Exists(rule => groups.Contains(rule.Group)) ? UserRole.Admin : UserRole.Member;
    }

    /// <returns>For each team that a rule names the highest role that a group gives; null where none gives any.</returns>
    public static IReadOnlyDictionary<string, TeamRole?> TeamsOf(ProviderSettings settings, IReadOnlyList<string> groups) =>
        settings.Groups.Where(rule => rule.TeamId is not null).GroupBy(rule => rule.TeamId!).ToDictionary(
            team => team.Key,
            team => team.Where(rule => groups.Contains(rule.Group)).Max(rule => (TeamRole?)rule.Role));

    /// <returns>A name for a new user, whatever the provider calls it.</returns>
    public static string NameOf(string? name, string email)
    {
        var clean = new string([.. (name ?? "").Where(character => !char.IsControl(character)).Take(UserRules.MaxName)]).Trim();
        return UserRules.IsName(clean) ? clean : email[..email.LastIndexOf('@')];
    }
}
