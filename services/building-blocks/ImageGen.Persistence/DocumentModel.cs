using System.Text.Json;

namespace ImageGen.Persistence;

/// <summary>
/// What an adapter must know of one kind of document: its collection, its id, the fields by which it is found, and its indexes.
/// The fields are written beside the body, so no store needs to look into it.
/// </summary>
public sealed class DocumentModel<T>(string collection, Func<T, string> id) where T : class
{
    private readonly List<DocumentField<T>> fields = [];
    private readonly List<DocumentIndex> indexes = [];

    /// <summary>Lower case letters and underscores; a collection in MongoDB, a table in SQLite.</summary>
    public string Collection { get; } = collection;

    public Func<T, string> Id { get; } = id;

    public IReadOnlyList<DocumentField<T>> Fields => fields;

    public IReadOnlyList<DocumentIndex> Indexes => indexes;

    /// <summary>How a body is written, in both stores.</summary>
    public JsonSerializerOptions Json { get; init; } = DocumentJson.Options;

    public DocumentModel<T> Number(string name, Func<T, long?> value)
    {
        fields.Add(new DocumentField<T>(name, FieldKind.Number, body => value(body)));
        return this;
    }

    public DocumentModel<T> Text(string name, Func<T, string?> value)
    {
        fields.Add(new DocumentField<T>(name, FieldKind.Text, value));
        return this;
    }

    /// <summary>An index over declared fields, in this order; the id follows by itself.</summary>
    public DocumentModel<T> Index(params string[] names)
    {
        indexes.Add(new DocumentIndex(names, Unique: false));
        return this;
    }

    /// <summary>At most one document may have a value; documents without one do not collide.</summary>
    public DocumentModel<T> Unique(string name)
    {
        indexes.Add(new DocumentIndex([name], Unique: true));
        return this;
    }
}

public sealed record DocumentField<T>(string Name, FieldKind Kind, Func<T, object?> Value);

public sealed record DocumentIndex(IReadOnlyList<string> Fields, bool Unique);

public enum FieldKind
{
    Number,
    Text,
}
