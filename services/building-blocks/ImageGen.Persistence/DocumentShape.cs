using System.Security.Cryptography;
using System.Text;

namespace ImageGen.Persistence;

/// <summary>The fields that a version declares for a kind of document, and a short name for that set.</summary>
internal sealed class DocumentShape
{
    private readonly HashSet<string> fields;

    public DocumentShape(IEnumerable<string> names)
    {
        fields = [.. names];
        Fields = [.. fields.Order(StringComparer.Ordinal)];
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', Fields))))[..12];
    }

    /// <summary>12 hex digits, the same for the same fields in any order.</summary>
    public string Id { get; }

    public IReadOnlyList<string> Fields { get; }

    /// <summary>Whoever writes documents of this shape fills in all the fields of the other one.</summary>
    public bool Covers(DocumentShape other) => fields.IsSupersetOf(other.fields);

    public DocumentShape With(DocumentShape other) => Covers(other) ? this : new DocumentShape(fields.Concat(other.fields));
}
