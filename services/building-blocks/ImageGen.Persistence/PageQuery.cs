namespace ImageGen.Persistence;

/// <summary>
/// One page in keyset order: by <see cref="OrderBy"/>, then by id, both in the same direction. Deleted or added documents
/// never shift a page. Documents without a value in the order field are not listed.
/// </summary>
public sealed record PageQuery
{
    /// <summary>A declared number field.</summary>
    public required string OrderBy { get; init; }

    public bool Descending { get; init; } = true;

    /// <summary>Declared fields that must have these values; an index should begin with them and go on with the order field.</summary>
    public IReadOnlyList<FieldValue> Where { get; init; } = [];

    /// <summary>Lowest value of the order field, inclusive.</summary>
    public long? From { get; init; }

    /// <summary>Highest value of the order field, inclusive.</summary>
    public long? To { get; init; }

    /// <summary>The place where the page before ended.</summary>
    public PagePosition? After { get; init; }

    /// <summary>1 to 1000.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>A place in keyset order.</summary>
public sealed record PagePosition(long Order, string Id);
