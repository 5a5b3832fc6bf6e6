using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Accounts.Sessions;

/// <summary>Somebody who has signed in, in one browser. All times are Unix milliseconds.</summary>
internal sealed record Session : DocumentPart, IDocument<Session>
{
    public const string UserField = "userId";
    public const string ExpiresAtField = "expiresAt";

    /// <summary>Made of the hash of the cookie's secret.</summary>
    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>That of the user when it began.</summary>
    public required int Generation { get; init; }

    /// <summary>Where it began; null where it began before this was kept.</summary>
    public SessionOrigin? Origin { get; init; }

    /// <summary>How it ends at the provider too; null where it did not begin there, or the provider has no way.</summary>
    public ProviderSession? Provider { get; init; }

    public required long CreatedAt { get; init; }

    /// <summary>To the hour.</summary>
    public required long UsedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public static DocumentModel<Session> Documents { get; } = new DocumentModel<Session>("sessions", session => session.Id)
        .Text(UserField, session => session.UserId)
        .Number(ExpiresAtField, session => session.ExpiresAt)
        .Index(UserField, ExpiresAtField)
        .Index(ExpiresAtField);
}

/// <summary>Where the provider ends its own session with a browser, as it was when ours began: to sign out nobody has to be asked.</summary>
/// <param name="EndsAt">The provider's address for it.</param>
/// <param name="IdToken">By which the provider knows whose it is, and asks nothing. Of no use for anything else; null where it is too long for an address.</param>
/// <param name="ReturnTo">The address of ours to which it sends people afterwards.</param>
internal sealed record ProviderSession(string EndsAt, string? IdToken, string ReturnTo) : DocumentPart;

/// <summary>By what people know one of their sessions again.</summary>
/// <param name="Address">The IP address; null where there is none.</param>
/// <param name="UserAgent">What the browser calls itself; null where it says nothing.</param>
internal sealed record SessionOrigin(string? Address, string? UserAgent) : DocumentPart
{
    private const int LongestAgent = 300;

    public static SessionOrigin Of(HttpContext http)
    {
        var agent = http.Request.Headers.UserAgent.ToString();
        return new SessionOrigin(CallerAddress.Seen(http), agent.Length == 0 ? null : ShortText.Of(agent, LongestAgent));
    }
}
