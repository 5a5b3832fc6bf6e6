using ImageGen.Persistence;

namespace ImageGen.Volcengine.Tasks;

/// <summary>The database was once restored from a backup. The document is the truth; the setting only says that there is to be one.</summary>
internal sealed record Restore : DocumentPart, IDocument<Restore>
{
    public const string StartedField = "startedAt";

    /// <summary>What the operator called it.</summary>
    public required string Id { get; init; }

    /// <summary>
    /// When the first worker saw it, Unix milliseconds: what was accepted before may have been submitted by the installation that is gone.
    /// </summary>
    public required long StartedAt { get; init; }

    /// <summary>When nothing was left that waited; null while workers are still at it.</summary>
    public long? DoneAt { get; init; }

    public static DocumentModel<Restore> Documents { get; } = new DocumentModel<Restore>("restores", restore => restore.Id)
        .Number(StartedField, restore => restore.StartedAt)
        .Index(StartedField);
}
