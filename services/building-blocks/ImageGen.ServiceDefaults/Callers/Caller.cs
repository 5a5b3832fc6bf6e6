using System.Globalization;
using System.Security.Claims;

namespace ImageGen.ServiceDefaults.Callers;

/// <summary>A caller as the token of a request, or the lack of accounts, says.</summary>
/// <param name="UserId">The owner of what the caller makes.</param>
/// <param name="Teams">The teams that the user is a member of.</param>
/// <param name="Scopes">What the caller may do.</param>
/// <param name="CredentialId">Of the session or key that the token was given for; null where there is none.</param>
public sealed record Caller(string UserId, IReadOnlyList<CallerTeam> Teams, IReadOnlyList<string> Scopes, string? CredentialId)
{
    /// <summary>The user of an installation without accounts, and the first administrator of one that has them: what was made before is theirs.</summary>
    public const string LocalId = "local";

    /// <summary>How the ids of keys begin.</summary>
    public const string KeyIdPrefix = "key_";

    internal const string UserClaim = "sub";
    internal const string ScopeClaim = "scopes";
    private const string TeamClaim = "teams";
    private const string CredentialClaim = "credential";
    private const string ModelClaim = "models";
    private const string RateClaim = "rate";
    private const string LimitClaim = "limits";

    /// <summary>The claims that say what the caller may do and see.</summary>
    public static IReadOnlyList<string> Grants { get; } = [ScopeClaim, TeamClaim];

    public static Caller Local { get; } = new(LocalId, [], Callers.Scopes.All, CredentialId: null);

    /// <summary>Ids of the only models that the key is good for; null where it is good for all.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Requests a minute that the key has at the door, where that is less than others have; null where it has what all have.</summary>
    public int? Rate { get; init; }

    /// <summary>What users, teams and keys of the caller may spend, by their ids; who has no limit is not there.</summary>
    public IReadOnlyDictionary<string, SpendingLimits> Limits { get; init; } = new Dictionary<string, SpendingLimits>();

    /// <param name="subjectId">Id of a user, a team or a key.</param>
    public SpendingLimits LimitsOf(string subjectId) => Limits.GetValueOrDefault(subjectId, SpendingLimits.None);

    /// <summary>A program, by a key; else a person in a browser.</summary>
    public bool IsKey => CredentialId?.StartsWith(KeyIdPrefix, StringComparison.Ordinal) == true;

    public bool May(string scope) => Scopes.Contains(scope);

    /// <inheritdoc cref="ICaller.MayRead"/>
    public bool MayRead(string space) => space == UserId || Teams.Any(team => team.Id == space);

    /// <inheritdoc cref="ICaller.MayWrite"/>
    public bool MayWrite(string space) => space == UserId || Teams.Any(team => team.Id == space && team.Role >= TeamRole.Member);

    /// <inheritdoc cref="ICaller.MayUse"/>
    public bool MayUse(string model) => Models?.Contains(model) != false;

    /// <returns>Null where nobody is signed in.</returns>
    public static Caller? From(ClaimsPrincipal principal) => principal.FindFirstValue(UserClaim) is { } user
        ? new Caller(user, [.. Values(principal, TeamClaim).Select(CallerTeam.Read)], Values(principal, ScopeClaim), principal.FindFirstValue(CredentialClaim))
        {
            Models = Values(principal, ModelClaim) is { Length: > 0 } models ? models : null,
            Rate = int.TryParse(principal.FindFirstValue(RateClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) ? rate : null,
            Limits = Values(principal, LimitClaim).Select(SpendingLimits.Read).OfType<(string SubjectId, SpendingLimits Limits)>()
                .ToDictionary(known => known.SubjectId, known => known.Limits),
        }
        : null;

    /// <summary>As they stand in a token.</summary>
    public IDictionary<string, object> Claims()
    {
        var claims = new Dictionary<string, object> { [UserClaim] = UserId, [ScopeClaim] = Scopes.ToArray(), [TeamClaim] = Teams.Select(team => team.ToString()).ToArray() };
        if (CredentialId is not null)
            claims[CredentialClaim] = CredentialId;
        if (Models is not null)
            claims[ModelClaim] = Models.ToArray();
        if (Rate is { } rate)
            claims[RateClaim] = rate;
        if (Limits.Count > 0)
            claims[LimitClaim] = Limits.Select(limits => limits.Value.Write(limits.Key)).ToArray();
        return claims;
    }

    internal ClaimsPrincipal Principal(string scheme) => new(new ClaimsIdentity(
        [new(UserClaim, UserId), .. Scopes.Select(scope => new Claim(ScopeClaim, scope))], scheme));

    private static string[] Values(ClaimsPrincipal principal, string type) => [.. principal.FindAll(type).Select(claim => claim.Value)];
}
