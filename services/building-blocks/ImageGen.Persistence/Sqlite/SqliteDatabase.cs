namespace ImageGen.Persistence.Sqlite;

/// <summary>One file: one writer, and readers that never wait for it.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;

    /// <param name="path">The file; its folder is created.</param>
    /// <param name="endProcess">What happens when a commit fails.</param>
    public SqliteDatabase(string path, Action<string, Exception>? endProcess = null)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        writer = new SqliteWriter(path, endProcess ?? Environment.FailFast);
        readers = new SqliteReaders(path, Math.Max(2, Environment.ProcessorCount));
    }

    public SqliteWriter Writer => writer;

    public Task<TResult> ReadAsync<TResult>(Func<SqliteSession, TResult> work, CancellationToken cancellationToken)
    {
        var job = new SqliteJob<TResult>(work, cancellationToken);
        readers.Add(job);
        return job.Task;
    }

    /// <summary>Runs <paramref name="work"/> inside the next transaction; the task ends when that is on disk.</summary>
    public Task<TResult> WriteAsync<TResult>(Func<SqliteSession, TResult> work, CancellationToken cancellationToken)
    {
        var job = new SqliteJob<TResult>(work, cancellationToken);
        writer.Add(job);
        return job.Task;
    }

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
    }
}
