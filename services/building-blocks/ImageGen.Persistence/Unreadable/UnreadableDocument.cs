namespace ImageGen.Persistence.Unreadable;

/// <summary>A document that some process could not read, for those who run the platform. Times are Unix milliseconds.</summary>
internal sealed record UnreadableDocument : DocumentPart, IDocument<UnreadableDocument>
{
    public const string CollectionName = "unreadable_documents";
    public const string LastSeenField = "lastSeen";

    /// <summary><c>collection/id</c>.</summary>
    public required string Id { get; init; }

    public required string Collection { get; init; }

    public required string DocumentId { get; init; }

    /// <summary>What the reader said; it names members and types, never contents.</summary>
    public required string Reason { get; init; }

    public required long FirstSeen { get; init; }

    public required long LastSeen { get; init; }

    /// <summary>Program, version and machine that met it last.</summary>
    public required string By { get; init; }

    public static DocumentModel<UnreadableDocument> Documents { get; } = new DocumentModel<UnreadableDocument>(CollectionName, document => document.Id)
        .Number(LastSeenField, document => document.LastSeen)
        .Index(LastSeenField);
}
