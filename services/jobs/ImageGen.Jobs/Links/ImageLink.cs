using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Links;

/// <summary>Lets whoever has its token see one picture, without an account, until it ends. Times are Unix milliseconds.</summary>
internal sealed record ImageLink : DocumentPart, IDocument<ImageLink>, IOutboxDocument<ImageLink>
{
    public const string OwnerField = "owner";
    public const string ImageField = "image";
    public const string CreatedAtField = "createdAt";
    public const string ExpiresAtField = "expiresAt";

    public static DocumentModel<ImageLink> Documents { get; } = new DocumentModel<ImageLink>("image_links", link => link.Id)
        .Text(OwnerField, link => link.Owner)
        .Text(ImageField, link => link.ImageId)
        .Number(CreatedAtField, link => link.CreatedAt)
        .Number(ExpiresAtField, link => link.ExpiresAt)
        .Index(OwnerField, CreatedAtField)
        .Index(OwnerField, ImageField, CreatedAtField)
        .Index(ExpiresAtField)
        .WithOutbox();

    /// <summary>As <see cref="LinkToken"/> derives it.</summary>
    public required string Id { get; init; }

    /// <summary>Of the token, which nobody but who made it has.</summary>
    public required string Hash { get; init; }

    /// <summary>The user or the team that has the picture.</summary>
    public required string Owner { get; init; }

    public required string ImageId { get; init; }

    /// <summary>The user who made it.</summary>
    public required string CreatedBy { get; init; }

    public required long CreatedAt { get; init; }

    public required long ExpiresAt { get; init; }

    public required int MostDownloads { get; init; }

    public int Downloads { get; init; }

    public long? DownloadedAt { get; init; }

    /// <summary>When somebody took it back; null where nobody did.</summary>
    public long? RevokedAt { get; init; }

    public IReadOnlyList<OutboxEntry> Outbox { get; init; } = [];

    public long? OutboxDue { get; init; }

    public ImageLink WithOutbox(IReadOnlyList<OutboxEntry> outbox, long? due) => this with { Outbox = outbox, OutboxDue = due };
}
