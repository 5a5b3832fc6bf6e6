namespace ImageGen.Persistence;

/// <summary>The database did not answer, or somebody else held it, for as long as a caller may wait. Whether a write was made is not known.</summary>
public sealed class DocumentStoreUnavailableException(string message, Exception inner) : TimeoutException(message, inner);
