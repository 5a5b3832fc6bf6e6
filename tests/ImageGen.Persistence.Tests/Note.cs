namespace ImageGen.Persistence.Tests;

/// <summary>A document with every shape that a body may have.</summary>
internal sealed record Note : DocumentPart
{
    public required string Id { get; init; }

    public string Owner { get; init; } = "ada";

    public string? Key { get; init; }

    public long? DueAt { get; init; }

    public long? Rank { get; init; }

    public long? CreatedAt { get; init; }

    public IReadOnlyList<long> Marks { get; init; } = [];

    public long Count { get; init; }

    public string? Text { get; init; }

    public NoteState State { get; init; }

    public NoteState? Former { get; init; }

    public double? Weight { get; init; }

    public decimal? Price { get; init; }

    public DateTimeOffset? At { get; init; }

    public IReadOnlyList<double> Doubles { get; init; } = [];

    public IReadOnlyList<NoteLine?> Lines { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Extra { get; init; } = new Dictionary<string, string?>();

    /// <param name="collection">Another one for each test, so that they don't meet.</param>
    public static DocumentModel<Note> Model(string collection) => new DocumentModel<Note>(collection, note => note.Id)
        .Text("owner", note => note.Owner)
        .Text("key", note => note.Key)
        .Number("dueAt", note => note.DueAt)
        .Number("rank", note => note.Rank)
        .Number("createdAt", note => note.CreatedAt)
        .Numbers("marks", note => note.Marks)
        .Unique("key")
        .IndexWhereSet("dueAt")
        .Index("rank")
        .Index("owner", "createdAt")
        .IndexEach("marks", "createdAt");
}

internal sealed record NoteLine(string Text, long Length) : DocumentPart;

internal enum NoteState
{
    Open,
    InProgress,
    Closed,
}
