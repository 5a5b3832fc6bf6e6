using System.Globalization;
using System.Text.Json;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Jobs.Quotas;

/// <summary>Whom something counts against.</summary>
internal sealed record Subject(SubjectKind Kind, string Id)
{
    private const string KeyPrefix = "key_";

    /// <summary>In the order in which room is taken.</summary>
    /// <param name="owner">Whose the job is: a user's or a team's.</param>
    /// <param name="credentialId">Only a key has limits of its own, not a session.</param>
    public static IReadOnlyList<Subject> Of(string userId, string owner, string? credentialId)
    {
        List<Subject> subjects = [new(SubjectKind.User, userId)];
        if (Spaces.TeamOf(owner) is { } team)
            subjects.Add(new(SubjectKind.Team, team));
        if (credentialId?.StartsWith(KeyPrefix, StringComparison.Ordinal) == true)
            subjects.Add(new(SubjectKind.Key, credentialId));
        return subjects;
    }

    public static string NameOf(SubjectKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>Where it is written down.</summary>
    /// <param name="month">Such as 202611.</param>
    public string LedgerOf(int month) => string.Create(CultureInfo.InvariantCulture, $"{Id}/{month / 100:0000}-{month % 100:00}");
}

internal enum SubjectKind
{
    User,
    Team,
    Key,
}
