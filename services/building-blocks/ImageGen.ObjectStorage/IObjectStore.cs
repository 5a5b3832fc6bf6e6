namespace ImageGen.ObjectStorage;

/// <summary>
/// Bytes by key. Keys are relative paths of lower case letters, digits and <c>-_./</c>; no part of a key is empty or begins with a dot,
/// and one key is never the folder of another. Any other key is an <see cref="ArgumentException"/>.
/// A store that can not be reached or refuses throws its driver's exception: try again later.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores the whole object or nothing; an object of the same key is replaced.</summary>
    /// <param name="content">Seekable, read from its current position to its end; stays open.</param>
    /// <param name="contentType">The type that the key's extension stands for: local disk keeps no other.</param>
    Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken);

    /// <returns>The object or the asked part of it, or null where there is none. The caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The range begins behind the object's end.</exception>
    Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken);

    /// <returns>Null where there is none.</returns>
    Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Deleting what is not there is no error.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>Every object of a folder and of the folders in it. One that is put or deleted meanwhile may be among them or not.</summary>
    /// <param name="folder">A key's beginning up to one of its slashes, without it.</param>
    IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken);

    /// <summary>A link by which anybody who has it reads the object for a while. It does not say that there is one.</summary>
    /// <param name="lifetime">At most 7 days.</param>
    /// <returns>Null where the store has no address that others could reach.</returns>
    Task<Uri?> LinkAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken) => Task.FromResult<Uri?>(null);

    /// <summary>Whether the store answers and the bucket or folder can be used; throws where not.</summary>
    Task CheckAsync(CancellationToken cancellationToken);
}
