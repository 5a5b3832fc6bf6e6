namespace ImageGen.Persistence;

/// <summary>
/// This version can not read this one document: a newer version wrote it, or something damaged it. Whoever meets it gives up this
/// document and nothing else; trying again at once does not help.
/// </summary>
public sealed class UnreadableDocumentException(string collection, string id, Exception inner)
    : Exception($"{id} in {collection} can not be read by this version: {inner.Message}", inner)
{
    public string Collection { get; } = collection;

    public string Id { get; } = id;
}
