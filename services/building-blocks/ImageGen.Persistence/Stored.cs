namespace ImageGen.Persistence;

/// <summary>A document as it was read. <see cref="Version"/> is the guard of the next write.</summary>
public sealed record Stored<T>(string Id, long Version, T Body) where T : class;
