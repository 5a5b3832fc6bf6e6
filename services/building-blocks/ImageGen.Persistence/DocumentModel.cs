using System.Text.Json;

namespace ImageGen.Persistence;

/// <summary>
/// What an adapter must know of one kind of document: its collection, its id, the fields by which it is found, and its indexes.
/// The fields are written beside the body, so no store needs to look into it.
/// </summary>
public sealed class DocumentModel<T>(string collection, Func<T, string> id) where T : class
{
    private static readonly HashSet<string> Reserved = new(["id", "_id", "version", "opId", "op_id", "shape", "body"], StringComparer.OrdinalIgnoreCase);

    private readonly List<DocumentField<T>> fields = [];
    private readonly List<DocumentIndex> indexes = [];
    private DocumentShape? shape;

    /// <summary>Lower case letters and underscores; a collection in MongoDB, a table in SQLite.</summary>
    public string Collection { get; } = collection;

    public Func<T, string> Id { get; } = id;

    public IReadOnlyList<DocumentField<T>> Fields => fields;

    public IReadOnlyList<DocumentIndex> Indexes => indexes;

    /// <summary>How a body is written, in both stores.</summary>
    public JsonSerializerOptions Json { get; init; } = DocumentJson.Options;

    public DocumentModel<T> Number(string name, Func<T, long?> value) => Add(name, FieldKind.Number, body => value(body));

    /// <summary>Unpaired surrogates become U+FFFD, as they do in the body: no store can hold them.</summary>
    public DocumentModel<T> Text(string name, Func<T, string?> value) => Add(name, FieldKind.Text, body => DocumentText.WellFormed(value(body)));

    /// <summary>A field with many numbers: a document is found by each of them, and by several at once. None at all is no value.</summary>
    public DocumentModel<T> Numbers(string name, Func<T, IEnumerable<long>> values) =>
        Add(name, FieldKind.Numbers, body => values(body).Distinct().ToArray() is { Length: > 0 } all ? all : null);

    /// <summary>An index over declared fields, in this order; the id follows by itself.</summary>
    public DocumentModel<T> Index(params string[] names) => Add(new DocumentIndex(names, Unique: false));

    /// <summary>
    /// An index of the documents that have a value of <paramref name="field"/>, for a field that most documents lack: small, and no
    /// write of the others touches it. It serves queries that bound this field or ask for a value of it.
    /// </summary>
    /// <param name="names">The fields of the index; by default <paramref name="field"/> alone.</param>
    public DocumentModel<T> IndexWhereSet(string field, params string[] names) =>
        Add(new DocumentIndex(names.Length == 0 ? [field] : names, Unique: false, WhereSet: field));

    /// <summary>An index of each value of a field with many, in the order of a number field. Pages in that order may ask for such values.</summary>
    public DocumentModel<T> IndexEach(string numbers, string order)
    {
        if (Field(numbers).Kind != FieldKind.Numbers || Field(order).Kind != FieldKind.Number)
            throw new ArgumentException($"{Collection} has no field {numbers} with many numbers and {order} with one.", nameof(numbers));
        return Add(new DocumentIndex([numbers, order], Unique: false, Each: true));
    }

    /// <summary>At most one document may have a value; documents without one do not collide.</summary>
    public DocumentModel<T> Unique(string name) => Add(new DocumentIndex([name], Unique: true));

    /// <summary>Known when all fields are declared.</summary>
    internal DocumentShape Shape => shape ??= new DocumentShape(fields.Select(declared => declared.Name));

    internal DocumentField<T> Field(string name) =>
        fields.Find(field => field.Name == name) ?? throw new ArgumentException($"{Collection} declares no field {name}.", nameof(name));

    /// <returns>The index by which a page finds values of a field with many; null where it asks for none.</returns>
    /// <exception cref="ArgumentException">It asks for some that no index has in its order.</exception>
    internal DocumentIndex? EachIndex(PageQuery query)
    {
        var many = query.Where.Select(value => Field(value.Field)).FirstOrDefault(field => field.Kind == FieldKind.Numbers);
        if (many is null) return null;
        return indexes.Find(index => index.Each && index.Fields[0] == many.Name && index.Fields[1] == query.OrderBy)
            ?? throw new ArgumentException($"{Collection} has no index of each {many.Name} in the order of {query.OrderBy}.", nameof(query));
    }

    /// <exception cref="ArgumentException">A field with many values is among them, by which only pages are found.</exception>
    internal void RequireSingle(IReadOnlyList<FieldValue> where)
    {
        if (where.FirstOrDefault(value => Field(value.Field).Kind == FieldKind.Numbers) is { Field: { } many })
            throw new ArgumentException($"{Collection} has many values of {many} in a document: only pages are found by it.", nameof(where));
    }

    internal void RequireSameId(Stored<T> seen, T next)
    {
        if (Id(next) != seen.Id) throw new ArgumentException($"{seen.Id} can't be replaced by {Id(next)}.", nameof(next));
    }

    /// <summary>The values that <paramref name="body"/> has; absent ones are left out.</summary>
    internal List<FieldValue> Values(T body) =>
        [.. fields.Select(field => (field.Name, Value: field.Value(body))).Where(field => field.Value is not null)
            .Select(field => new FieldValue(field.Name, field.Value!))];

    private DocumentModel<T> Add(string name, FieldKind kind, Func<T, object?> value)
    {
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') || Reserved.Contains(name) || fields.Exists(field => field.Name == name))
        {
            throw new ArgumentException($"{Collection} can't have a field named {name}: letters, digits and underscores, once, and none of {string.Join(", ", Reserved)}.", nameof(name));
        }

        fields.Add(new DocumentField<T>(name, kind, value));
        shape = null;
        return this;
    }

    private DocumentModel<T> Add(DocumentIndex index)
    {
        foreach (var name in index.Fields) Field(name);
        if (index.WhereSet is { } set) Field(set);
        indexes.Add(index);
        return this;
    }
}

public sealed record DocumentField<T>(string Name, FieldKind Kind, Func<T, object?> Value);

/// <param name="WhereSet">Only documents with a value of this field are in it; null where all are.</param>
/// <param name="Each">The first field has many values, and a document is in it with each.</param>
public sealed record DocumentIndex(IReadOnlyList<string> Fields, bool Unique, string? WhereSet = null, bool Each = false);

public enum FieldKind
{
    Number,
    Text,
    Numbers,
}
