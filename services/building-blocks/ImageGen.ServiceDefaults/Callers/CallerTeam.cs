namespace ImageGen.ServiceDefaults.Callers;

/// <summary>A team that the caller is a member of.</summary>
/// <param name="Id">Begins with <c>tem_</c>.</param>
/// <param name="Role">What the caller may do there.</param>
public sealed record CallerTeam(string Id, TeamRole Role)
{
    /// <summary>As it stands in a token: id and role, with a blank between.</summary>
    public override string ToString() => $"{Id} {Role}";

    /// <summary>A role that this version does not know is the least.</summary>
    internal static CallerTeam Read(string text) => text.Split(' ') is [var id, var role]
        ? new CallerTeam(id, Enum.TryParse<TeamRole>(role, out var known) && Enum.IsDefined(known) ? known : TeamRole.Viewer)
        : new CallerTeam(text, TeamRole.Viewer);
}
