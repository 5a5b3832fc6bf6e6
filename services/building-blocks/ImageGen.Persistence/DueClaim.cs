namespace ImageGen.Persistence;

/// <summary>Which due documents to take, and for how long they are ours.</summary>
/// <param name="DueField">A declared number field, Unix milliseconds; a document without a value is never due.</param>
/// <param name="Now">Documents whose due field is at most this are due.</param>
/// <param name="Until">What the due field is pushed to.</param>
/// <param name="Limit">At most so many, at least 1.</param>
/// <param name="OrderBy">Another declared number field that decides who comes first; by default the due field.</param>
public sealed record DueClaim(string DueField, long Now, long Until, int Limit, string? OrderBy = null)
{
    /// <summary>Declared fields that must have these values; an index should begin with them and go on with the order field.</summary>
    public IReadOnlyList<FieldValue> Where { get; init; } = [];
}
