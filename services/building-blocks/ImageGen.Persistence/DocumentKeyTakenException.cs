namespace ImageGen.Persistence;

/// <summary>A replace would give a document a unique key that another one has. Reading it again would not help.</summary>
public sealed class DocumentKeyTakenException(string collection, string id, Exception inner)
    : Exception($"A unique key of {id} in {collection} is taken by another document.", inner);
