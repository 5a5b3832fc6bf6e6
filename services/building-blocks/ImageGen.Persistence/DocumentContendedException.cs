namespace ImageGen.Persistence;

/// <summary>Somebody else was faster each time a document was to be changed. Nothing was written; what was asked may be asked again.</summary>
public sealed class DocumentContendedException(string id, int rounds) : Exception($"{id} was changed by others {rounds} times in a row.")
{
    public string Id { get; } = id;
}
