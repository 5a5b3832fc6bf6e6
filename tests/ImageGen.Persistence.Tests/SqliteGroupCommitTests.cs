using ImageGen.Persistence.Sqlite;
using Microsoft.Data.Sqlite;

namespace ImageGen.Persistence.Tests;

public sealed class SqliteGroupCommitTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<string> ends = [];
    private readonly SqliteDatabase database;
    private readonly SqliteDocuments<Note> notes;

    public SqliteGroupCommitTests()
    {
        database = new SqliteDatabase(Path.Combine(folder.Path, "test.db"), (reason, _) => ends.Add(reason));
        notes = new SqliteDocuments<Note>(database, Note.Model("notes"));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        database.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_waits_while_the_writer_is_busy_becomes_one_transaction()
    {
        await notes.InsertAsync(new Note { Id = "first" }, Cancel);
        var before = database.Writer.Commits;
        var release = await HoldWriterAsync();
        var inserts = Enumerable.Range(0, 500).Select(i => notes.InsertAsync(new Note { Id = $"n{i}" }, Cancel)).ToList();

        await release();
        Assert.All(await Task.WhenAll(inserts), Assert.NotNull);

        // The one that held the writer, and one for all that waited.
        Assert.Equal(before + 2, database.Writer.Commits);
    }

    [Fact]
    public async Task Many_writers_share_transactions_by_themselves()
    {
        await notes.InsertAsync(new Note { Id = "first" }, Cancel);
        var before = database.Writer.Commits;
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async writer =>
        {
            for (var i = 0; i < 20; i++) await notes.InsertAsync(new Note { Id = $"{writer}-{i}" }, Cancel);
        }));
        var commits = database.Writer.Commits - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"1280 writes in {commits} transactions");
        Assert.InRange(commits, 20, 640);
    }

    [Fact]
    public async Task A_conflict_in_a_batch_fails_its_caller_only()
    {
        var taken = (await notes.InsertAsync(new Note { Id = "taken", Key = "k" }, Cancel))!;
        var other = (await notes.InsertAsync(new Note { Id = "other" }, Cancel))!;
        var before = database.Writer.Commits;
        var release = await HoldWriterAsync();

        var good = notes.InsertAsync(new Note { Id = "good" }, Cancel);
        var again = notes.InsertAsync(new Note { Id = "taken" }, Cancel);
        var old = notes.ReplaceAsync(taken with { Version = 7 }, taken.Body, Cancel);
        var key = notes.ReplaceAsync(other, other.Body with { Key = "k" }, Cancel);
        var broken = database.WriteAsync<int>(_ => throw new InvalidOperationException("mine"), Cancel);
        var syntax = database.WriteAsync(session => session.Execute("INSERT INTO nowhere VALUES (1)"), Cancel);
        var last = notes.InsertAsync(new Note { Id = "last" }, Cancel);
        await release();

        Assert.NotNull(await good);
        Assert.Null(await again);
        Assert.Null(await old);
        await Assert.ThrowsAsync<DocumentKeyTakenException>(() => key);
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken);
        await Assert.ThrowsAsync<SqliteException>(() => syntax);
        Assert.NotNull(await last);
        Assert.Equal(before + 2, database.Writer.Commits);
        Assert.Equal(4, (await notes.GetManyAsync(["good", "last", "taken", "other"], Cancel)).Count);
        Assert.Empty(ends);
    }

    [Fact]
    public async Task A_full_disk_fails_the_whole_batch_and_the_next_one_works()
    {
        await notes.InsertAsync(new Note { Id = "first" }, Cancel);
        await database.WriteAsync(session => session.Execute("PRAGMA max_page_count = 40"), Cancel);
        var release = await HoldWriterAsync();

        var small = notes.InsertAsync(new Note { Id = "small" }, Cancel);
        var large = notes.InsertAsync(new Note { Id = "large", Text = new string('x', 1_000_000) }, Cancel);
        var after = notes.InsertAsync(new Note { Id = "after" }, Cancel);
        await release();

        foreach (var write in new[] { small, large, after })
        {
            await Assert.ThrowsAsync<DocumentStoreFullException>(() => write);
        }

        Assert.Empty(await notes.GetManyAsync(["small", "large", "after"], Cancel));
        Assert.NotNull(await notes.InsertAsync(new Note { Id = "small" }, Cancel));
        Assert.Empty(ends);
    }

    [Fact]
    public async Task A_commit_that_fails_ends_the_process_and_no_caller_hears_of_success()
    {
        await notes.InsertAsync(new Note { Id = "first" }, Cancel);
        await database.WriteAsync(session => session.Execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)"), Cancel);
        await database.WriteAsync(
            session => session.Execute("CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)"), Cancel);
        var release = await HoldWriterAsync();

        var good = notes.InsertAsync(new Note { Id = "good" }, Cancel);
        var orphan = database.WriteAsync(session => session.Execute("INSERT INTO child VALUES (1)"), Cancel);
        await release();

        await Assert.ThrowsAsync<SqliteException>(() => good);
        await Assert.ThrowsAsync<SqliteException>(() => orphan);
        Assert.Single(ends);
        Assert.Null(await notes.GetAsync("good", Cancel));
    }

    [Fact]
    public async Task A_caller_who_gave_up_while_waiting_wrote_nothing()
    {
        await notes.InsertAsync(new Note { Id = "first" }, Cancel);
        using var impatient = new CancellationTokenSource();
        var release = await HoldWriterAsync();
        var insert = notes.InsertAsync(new Note { Id = "a" }, impatient.Token);
        await impatient.CancelAsync();
        await release();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => insert);
        Assert.Null(await notes.GetAsync("a", Cancel));
    }

    [Fact]
    public async Task Callers_do_not_go_on_inside_the_databases_threads()
    {
        await notes.InsertAsync(new Note { Id = "a" }, Cancel);
        var written = await notes.InsertAsync(new Note { Id = "b" }, Cancel).ContinueWith(
            _ => Thread.CurrentThread.Name, Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var read = await notes.GetAsync("b", Cancel).ContinueWith(
            _ => Thread.CurrentThread.Name, Cancel, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        Assert.DoesNotContain("sqlite", written ?? "");
        Assert.DoesNotContain("sqlite", read ?? "");
    }

    [Fact]
    public async Task Reads_do_not_wait_for_the_writer()
    {
        await notes.InsertAsync(new Note { Id = "a" }, Cancel);
        var release = await HoldWriterAsync();
        Assert.NotNull(await notes.GetAsync("a", Cancel).WaitAsync(TimeSpan.FromSeconds(60), Cancel));
        await release();
    }

    [Fact]
    public async Task Every_write_is_synced_to_disk()
    {
        Assert.Equal(["wal"], await database.WriteAsync(session => session.Query("PRAGMA journal_mode", row => row.GetString(0)), Cancel));
        Assert.Equal([2L], await database.WriteAsync(session => session.Query("PRAGMA synchronous", row => row.GetInt64(0)), Cancel));
    }

    /// <summary>Keeps the writer busy, so that what comes now waits together.</summary>
    private async Task<Func<Task>> HoldWriterAsync()
    {
        using var entered = new SemaphoreSlim(0);
        var leave = new ManualResetEventSlim();
        var held = database.WriteAsync(
            _ =>
            {
                entered.Release();
                leave.Wait(Cancel);
                return 0;
            },
            Cancel);
        await entered.WaitAsync(Cancel);
        return async () =>
        {
            leave.Set();
            await held;
            leave.Dispose();
        };
    }
}
