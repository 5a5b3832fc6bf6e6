using ImageGen.ObjectStorage;

namespace ImageGen.Storage.Tests.World;

/// <summary>A store that can be down.</summary>
internal sealed class SwitchableStore(IObjectStore inner) : IObjectStore
{
    private int puts;

    public bool IsDown { get; set; }

    public int Puts => puts;

    /// <summary>A key that can not be deleted, or a part of it.</summary>
    public string? Undeletable { get; set; }

    public Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref puts);
        return Up().PutAsync(key, content, contentType, cancellationToken);
    }

    public Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken) => Up().OpenAsync(key, range, cancellationToken);

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken) => Up().FindAsync(key, cancellationToken);

    /// <summary>Waited for before anything is deleted.</summary>
    public Func<Task> BeforeDelete { get; set; } = () => Task.CompletedTask;

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        await BeforeDelete();
        if (Undeletable is { } part && key.Contains(part, StringComparison.Ordinal))
            throw new IOException("The store does not let go of it.");
        await Up().DeleteAsync(key, cancellationToken);
    }

    public IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken) => Up().ListAsync(folder, cancellationToken);

    public Task<Uri?> LinkAsync(string key, TimeSpan lifetime, CancellationToken cancellationToken) => Up().LinkAsync(key, lifetime, cancellationToken);

    public Task CheckAsync(CancellationToken cancellationToken) => Up().CheckAsync(cancellationToken);

    private IObjectStore Up() => IsDown ? throw new IOException("The store is down.") : inner;
}
