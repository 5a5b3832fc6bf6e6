namespace ImageGen.Persistence;

/// <summary>A document as a store holds it, before anybody has tried to read its body.</summary>
/// <param name="Body">JSON in UTF-8; empty where the store's own form could not be read.</param>
/// <param name="Fault">Why it could not.</param>
internal readonly record struct RawDocument(string Id, long Version, ReadOnlyMemory<byte> Body, Exception? Fault = null);
