namespace ImageGen.Persistence;

/// <param name="Items">In the order asked for.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record DocumentPage<T>(IReadOnlyList<Stored<T>> Items, PagePosition? Next) where T : class;
