using ImageGen.Catalogue;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>Jobs and pictures belong to a space, which is a user or a team: the owner in every query is the id of one.</summary>
public static class Spaces
{
    private const string TeamPrefix = "tem_";

    /// <returns>The team that the space is; null where it is a user.</returns>
    public static string? TeamOf(string space) => space.StartsWith(TeamPrefix, StringComparison.Ordinal) ? space : null;

    /// <param name="team">Null for the caller's own.</param>
    /// <exception cref="ProblemException">404: the caller is in no such team.</exception>
    public static string SpaceToRead(this ICaller caller, string? team) =>
        team is null ? caller.Owner : IsIn(caller, team) ? team : throw ProblemException.Of(404, ErrorCodes.TeamNotFound);

    /// <param name="team">Null for the caller's own.</param>
    /// <exception cref="ProblemException">404: the caller is in no such team. 403: only to look on.</exception>
    public static string SpaceToWrite(this ICaller caller, string? team)
    {
        var space = caller.SpaceToRead(team);
        return caller.MayWrite(space) ? space : throw ProblemException.Of(403, ErrorCodes.NotPermitted);
    }

    private static bool IsIn(ICaller caller, string team) => TeamOf(team) is not null && caller.MayRead(team);
}
