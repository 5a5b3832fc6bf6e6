using System.Collections.Concurrent;

namespace ImageGen.Persistence.Sqlite;

/// <summary>
/// A few threads with a session each. SQLite has no asynchronous input and output: on the threads that serve requests, slow reads
/// would stall everything else.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly BlockingCollection<SqliteJob> waiting = [];
    private readonly Thread[] threads;

    public SqliteReaders(string path, int count)
    {
        var sessions = Enumerable.Range(0, count).Select(_ => new SqliteSession(path)).ToArray();
        threads = Array.ConvertAll(sessions, session => new Thread(() => Read(session)) { IsBackground = true, Name = "sqlite-reader" });
        foreach (var thread in threads) thread.Start();
    }

    public void Add(SqliteJob job) => waiting.Add(job);

    public void Dispose()
    {
        waiting.CompleteAdding();
        foreach (var thread in threads) thread.Join();
        waiting.Dispose();
    }

    private void Read(SqliteSession session)
    {
        session.Execute("PRAGMA query_only = ON");
        foreach (var job in waiting.GetConsumingEnumerable())
        {
            try
            {
                job.Run(session);
                job.Complete();
            }
            catch (Exception error)
            {
                job.Fail(error);
            }
        }

        session.Dispose();
    }
}
