using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace ImageGen.Persistence.Sqlite;

/// <summary>
/// The one thread that writes. It takes everything that waits and commits it as one transaction: full durability at one sync to
/// disk per batch instead of one per write. Callers hear of their write when it is on disk, not before.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    /// <summary>Bounds how long the first of a batch waits for the last.</summary>
    private const int LargestBatch = 1000;

    private readonly BlockingCollection<SqliteJob> waiting = [];
    private readonly SqliteSession session;
    private readonly Action<string, Exception> endProcess;
    private readonly Thread thread;
    private long commits;

    public SqliteWriter(string path, Action<string, Exception> endProcess)
    {
        this.endProcess = endProcess;
        session = new SqliteSession(path);
        thread = new Thread(Write) { IsBackground = true, Name = "sqlite-writer" };
        thread.Start();
    }

    /// <summary>How many transactions there have been.</summary>
    public long Commits => Interlocked.Read(ref commits);

    public void Add(SqliteJob job) => waiting.Add(job);

    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
    }

    private void Write()
    {
        var batch = new List<SqliteJob>();
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < LargestBatch && waiting.TryTake(out var next)) batch.Add(next);
            Commit(batch);
            batch.Clear();
        }

        session.Dispose();
    }

    private void Commit(List<SqliteJob> batch)
    {
        var failed = new Dictionary<SqliteJob, Exception>();
        try
        {
            session.Execute("BEGIN IMMEDIATE");
            foreach (var job in batch)
            {
                try
                {
                    job.Run(session);
                }
                catch (Exception error) when (!SqliteErrors.EndsTransaction(error))
                {
                    failed.Add(job, error);
                }
            }
        }
        catch (Exception error)
        {
            Fail(batch, error);
            return;
        }

        try
        {
            session.Execute("COMMIT");
            Interlocked.Increment(ref commits);
        }
        catch (Exception error)
        {
            // Where nobody can say what is on disk, a fresh process reads it from there.
            if (!SqliteErrors.LeavesNoDoubt(error)) endProcess("The database could not commit.", error);
            Fail(batch, error);
            return;
        }

        foreach (var job in batch)
        {
            if (failed.TryGetValue(job, out var error)) job.Fail(error);
            else job.Complete();
        }
    }

    private void Fail(List<SqliteJob> batch, Exception error)
    {
        RollBack();
        // A transaction that stays open would swallow the next batch.
        if (session.IsInTransaction) endProcess("The database could not roll back.", error);
        var told = SqliteErrors.Told(error);
        foreach (var job in batch) job.Fail(told);
    }

    private void RollBack()
    {
        try
        {
            session.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite had rolled back by itself, or the transaction never began.
        }
    }
}
