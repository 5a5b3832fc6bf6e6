namespace ImageGen.ObjectStorage;

/// <summary>Bytes by key. Keys are relative paths of lower case letters, digits and <c>-_./</c>, never with <c>..</c>.</summary>
public interface IObjectStore
{
    /// <summary>Stores the whole object or nothing; an object of the same key is replaced.</summary>
    /// <param name="content">Seekable, read from its current position to its end; stays open.</param>
    Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken);

    /// <returns>The object or the asked part of it, or null where there is none. The caller disposes it.</returns>
    Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken);

    /// <returns>Null where there is none.</returns>
    Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deleting what is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Whether the store answers and the bucket or folder can be used.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
