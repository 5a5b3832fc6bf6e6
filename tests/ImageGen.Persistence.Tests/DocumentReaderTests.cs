using System.Diagnostics.Metrics;
using System.Text;
using ImageGen.Persistence.Sqlite;
using ImageGen.Persistence.Unreadable;
using ImageGen.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Persistence.Tests;

public sealed class DocumentReaderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A store may find a document by its field and return it as another writer has left it since, without the field.</summary>
    [Fact]
    public async Task A_page_goes_on_behind_documents_that_lost_the_field_it_is_ordered_by()
    {
        var rounds = new Queue<List<(RawDocument, long?)>>(
        [
            [Row("a", null), Row("b", null), Row("c", 3)],
            [Row("c", 3), Row("d", null), Row("e", 5)],
            [Row("d", 4)],
        ]);
        var asked = new List<(PagePosition? After, int Limit)>();

        var page = await new DocumentReader<Note>(Note.Model("notes")).PageAsync(new PageQuery { OrderBy = "rank", Descending = false, Limit = 2 }, query =>
        {
            asked.Add((query.After, query.Limit));
            return Task.FromResult(rounds.Dequeue());
        });

        Assert.Equal(["c", "d"], page.Items.Select(note => note.Id));
        Assert.Null(page.Next);
        Assert.Equal([(null, 2), (null, 2), (new PagePosition(3, "c"), 1)], asked);
    }

    [Fact]
    public async Task A_claim_that_can_not_be_pushed_still_hands_over_what_is_good()
    {
        var claimed = await new DocumentReader<Note>(Note.Model("notes")).ClaimAsync(
            new DueClaim("dueAt", 1, 2, 3),
            () => Task.FromResult<List<RawDocument>>([Row("a", 1).Document, new RawDocument("b", 1, Encoding.UTF8.GetBytes("{"))]),
            (_, _) => throw new TimeoutException());
        Assert.Equal(["a"], claimed.Select(note => note.Id));
    }

    [Fact]
    public async Task However_often_a_document_is_met_it_is_counted_once_in_ten_minutes_and_forgotten_after_a_month()
    {
        using var folder = new TempFolder();
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero));
        using var store = Store.Open("IMAGEGEN_DATA", folder.Path, Note.Model("notes"), time);
        var (notes, records) = (store.Documents<Note>(), store.Documents<UnreadableDocument>());
        using var metric = new Counted(store.Service<IMeterFactory>());
        foreach (var id in new[] { "a", "b" }) await notes.InsertAsync(new Note { Id = id }, Cancel);
        await SqliteFile.ExecuteAsync(folder.Path, "UPDATE notes SET body = '{'");

        await MeetAsync("a", 1);
        await MeetAsync("a", 1);
        time.Advance(TimeSpan.FromMinutes(10));
        await MeetAsync("a", 2);
        Assert.Equal(2, metric.Count);
        Assert.Equal(600_000, (await RecordAsync("a"))!.Body.LastSeen - (await RecordAsync("a"))!.Body.FirstSeen);

        time.Advance(TimeSpan.FromDays(31));
        await MeetAsync("b", 1);
        Assert.Null(await RecordAsync("a"));

        async Task MeetAsync(string id, long version)
        {
            await Assert.ThrowsAsync<UnreadableDocumentException>(() => notes.GetAsync(id, Cancel));
            await Eventually.HoldsAsync("it is recorded", async () => (await RecordAsync(id))?.Version == version);
        }

        Task<Stored<UnreadableDocument>?> RecordAsync(string id) => records.GetAsync("notes/" + id, Cancel);
    }

    [Theory]
    [InlineData(13, typeof(DocumentStoreFullException))]
    [InlineData(5, typeof(DocumentStoreUnavailableException))]
    [InlineData(10, typeof(SqliteException))]
    public void What_SQLite_says_is_told_in_the_words_of_the_port(int code, Type told)
    {
        var error = new SqliteException("said", code);
        Assert.IsType(told, SqliteErrors.Told(error));
        Assert.Equal(told != typeof(SqliteException), SqliteErrors.LeavesNoDoubt(error));
    }

    private static (RawDocument Document, long? Order) Row(string id, long? order) =>
        (new RawDocument(id, 1, Encoding.UTF8.GetBytes($$"""{"id": "{{id}}"}""")), order);

    private sealed class Counted : IDisposable
    {
        private readonly MeterListener listener = new();
        private long count;

        public Counted(IMeterFactory meters)
        {
            listener.InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "imagegen.documents.unreadable" && instrument.Meter.Scope == meters) self.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count, value));
            listener.Start();
        }

        public long Count => Interlocked.Read(ref count);

        public void Dispose() => listener.Dispose();
    }
}
