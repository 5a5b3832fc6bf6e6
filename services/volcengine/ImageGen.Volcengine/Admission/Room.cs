using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>How much of a model's limit an account really gives at the moment, as all replicas have learned it.</summary>
internal sealed record Room : DocumentPart, IDocument<Room>
{
    /// <summary><c>room:credential:model</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Slots that may be taken; null is as many as the limit says.</summary>
    public int? Usable { get; init; }

    /// <summary>When <see cref="Usable"/> changed last, Unix milliseconds.</summary>
    public long ChangedAt { get; init; }

    /// <summary>No submission before that moment.</summary>
    public long PausedUntil { get; init; }

    /// <summary>Refusals for want of room since the last acceptance.</summary>
    public int Pauses { get; init; }

    public static DocumentModel<Room> Documents { get; } = new("provider_rooms", room => room.Id);

    public static string IdOf(string credentialId, string model) => $"room:{credentialId}:{model}";
}
