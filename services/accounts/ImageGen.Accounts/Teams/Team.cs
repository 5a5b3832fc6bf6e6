using ImageGen.Accounts.Users;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;

namespace ImageGen.Accounts.Teams;

internal sealed record Team : DocumentPart, IDocument<Team>, IOutboxDocument<Team>
{
    public const string CreatedAtField = "createdAt";

    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Of all its members together; null where there are none.</summary>
    public AccountLimits? Limits { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    public static DocumentModel<Team> Documents { get; } = new DocumentModel<Team>("teams", team => team.Id)
        .Number(CreatedAtField, team => team.CreatedAt)
        .Index(CreatedAtField)
        .WithOutbox();

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public Team WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}

/// <summary>That somebody belongs to a team. A document of its own, because it is looked for from both sides.</summary>
internal sealed record Membership : DocumentPart, IDocument<Membership>, IOutboxDocument<Membership>
{
    public const string TeamField = "teamId";
    public const string UserField = "userId";
    public const string SinceField = "since";

    public required string TeamId { get; init; }

    public required string UserId { get; init; }

    public required TeamRole Role { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long Since { get; init; }

    public static DocumentModel<Membership> Documents { get; } = new DocumentModel<Membership>("memberships", membership => IdOf(membership.TeamId, membership.UserId))
        .Text(TeamField, membership => membership.TeamId)
        .Text(UserField, membership => membership.UserId)
        .Number(SinceField, membership => membership.Since)
        .Index(TeamField, SinceField)
        .Index(UserField, SinceField)
        .WithOutbox();

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public Membership WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };

    public static string IdOf(string teamId, string userId) => $"{teamId}/{userId}";
}
