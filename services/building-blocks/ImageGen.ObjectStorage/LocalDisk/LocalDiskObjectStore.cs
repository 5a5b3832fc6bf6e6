namespace ImageGen.ObjectStorage.LocalDisk;

/// <summary>
/// One file per object. A put writes aside, flushes, and renames: readers see the old object or the new one, and a crash
/// leaves at worst a file in <c>.incoming</c>, which no key can name.
/// </summary>
internal sealed class LocalDiskObjectStore : IPreparedStore
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string root;
    private readonly string incoming;
    private readonly TimeProvider time;

    public LocalDiskObjectStore(string folder, TimeProvider time)
    {
        root = Path.GetFullPath(folder);
        incoming = Path.Combine(root, ".incoming");
        this.time = time;
    }

    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken cancellationToken)
    {
        var file = FileOf(key);
        var folder = Path.GetDirectoryName(file)!;
        DurableFolder.Create(folder);
        DurableFolder.Create(incoming);
        var temporary = Path.Combine(incoming, Guid.NewGuid().ToString("n"));
        try
        {
            await using (var written = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(written, cancellationToken);
                written.Flush(flushToDisk: true);
            }
            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        DurableFolder.Flush(folder);
    }

    public Task<ObjectContent?> OpenAsync(string key, ObjectRange? range, CancellationToken cancellationToken)
    {
        var path = FileOf(key);
        FileStream file;
        try
        {
            file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<ObjectContent?>(null);
        }
        var length = file.Length;
        if (range is not null && (range.From < 0 || range.From >= length))
        {
            file.Dispose();
            throw new ArgumentOutOfRangeException(nameof(range), range, "The range begins behind the object's end.");
        }
        var info = new ObjectInfo(key, length, ContentTypes.Of(key));
        return Task.FromResult<ObjectContent?>(new ObjectContent(info, range is null ? file : new FilePart(file, range)));
    }

    public Task<ObjectInfo?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var file = new FileInfo(FileOf(key));
        return Task.FromResult(file.Exists ? new ObjectInfo(key, file.Length, ContentTypes.Of(key)) : null);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var file = FileOf(key);
        if (File.Exists(file))
        {
            File.Delete(file);
            DurableFolder.Flush(Path.GetDirectoryName(file)!);
        }
        return Task.CompletedTask;
    }

    public IAsyncEnumerable<ListedObject> ListAsync(string folder, CancellationToken cancellationToken)
    {
        var place = new DirectoryInfo(FileOf(folder));
        var files = place.Exists ? place.EnumerateFiles("*", SearchOption.AllDirectories) : [];
        return files.Select(file => new ListedObject(KeyOf(file), file.LastWriteTimeUtc)).ToAsyncEnumerable();
    }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        DurableFolder.Create(incoming);
        var probe = Path.Combine(incoming, "check-" + Guid.NewGuid().ToString("n"));
        await File.WriteAllBytesAsync(probe, [1], cancellationToken);
        File.Delete(probe);
    }

    /// <summary>Removes what crashes have left; a file that another process may still be writing is younger.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        DurableFolder.Create(incoming);
        var before = time.GetUtcNow().UtcDateTime - Abandoned;
        foreach (var file in new DirectoryInfo(incoming).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
            file.Delete();
        return Task.CompletedTask;
    }

    private string KeyOf(FileInfo file) => Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/');

    private string FileOf(string key)
    {
        ObjectKey.Check(key);
        return Path.Combine(root, key);
    }
}
