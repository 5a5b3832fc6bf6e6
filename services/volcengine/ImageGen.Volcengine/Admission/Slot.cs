using System.Globalization;
using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>
/// The right to have one task of a model with the provider. There are as many as the limit says, for all replicas together, and
/// who holds one is a document, so a killed process takes none with it.
/// </summary>
internal sealed record Slot : DocumentPart, IDocument<Slot>
{
    public const string CheckAtField = "checkAt";

    /// <summary><c>slot:credential:model:number</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The task that holds it; null while it is free.</summary>
    public string? TaskId { get; init; }

    /// <summary>What it is taken for; null where an older version took it.</summary>
    public string? Model { get; init; }

    /// <summary>The submission that holds it: a task that is submitted anew takes a slot anew.</summary>
    public string? SubmitId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long? TakenAt { get; init; }

    /// <summary>When to look whether its holder is still there; set only while it is taken.</summary>
    public long? CheckAt { get; init; }

    public bool IsTaken => TaskId is not null;

    public static DocumentModel<Slot> Documents { get; } = new DocumentModel<Slot>("provider_slots", slot => slot.Id)
        .Number(CheckAtField, slot => slot.CheckAt)
        .IndexWhereSet(CheckAtField);

    public static string IdOf(string credentialId, string model, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"slot:{credentialId}:{model}:{number}");
}
