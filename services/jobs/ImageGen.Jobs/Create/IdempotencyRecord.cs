using ImageGen.Persistence;

namespace ImageGen.Jobs.Create;

/// <summary>Written before anything else happens, with the ids already drawn: whoever repeats the request finishes what was begun.</summary>
internal sealed record IdempotencyRecord : DocumentPart, IDocument<IdempotencyRecord>
{
    public const string CreatedAtField = "createdAt";

    public required string Id { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>Of a batch one for each entry, in their order, also for those that were refused.</summary>
    public required IReadOnlyList<string> JobIds { get; init; }

    /// <summary>The id of the batch; null where one job was asked for.</summary>
    public string? Batch { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public required long CreatedAt { get; init; }

    public static DocumentModel<IdempotencyRecord> Documents { get; } = new DocumentModel<IdempotencyRecord>("idempotency", record => record.Id)
        .Number(CreatedAtField, record => record.CreatedAt)
        .Index(CreatedAtField);
}
