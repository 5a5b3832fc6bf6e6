using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Persistence.Tests;

public sealed class DocumentModelTests
{
    [Theory]
    [InlineData("version")]
    [InlineData("BODY")]
    [InlineData("a\"b")]
    [InlineData("a.b")]
    [InlineData("$a")]
    [InlineData("owner")]
    public void A_field_that_a_store_could_not_hold_is_refused(string name) => Assert.Throws<ArgumentException>(
        () => new DocumentModel<Note>("notes", note => note.Id).Text("owner", note => note.Owner).Number(name, note => note.Count));

    [Fact]
    public void An_index_is_over_declared_fields() =>
        Assert.Throws<ArgumentException>(() => new DocumentModel<Note>("notes", note => note.Id).Index("owner"));

    [Fact]
    public void Ids_sort_by_time()
    {
        var time = new FakeTimeProvider();
        var ids = Enumerable.Range(0, 50).Select(_ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            return DocumentId.New("job_", time);
        }).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^job_[0-9a-hjkmnp-tv-z]{26}$", id));
    }

    [Fact]
    public void An_id_tells_when_it_was_made()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 27, 8, 30, 15, 250, TimeSpan.Zero));
        Assert.Equal(time.GetUtcNow().ToUnixTimeMilliseconds(), DocumentId.TimeOf(DocumentId.New("job_", time)));
    }

    [Theory]
    [InlineData("job_1")]
    [InlineData("")]
    [InlineData("job_06f2abcdefghjkmnpqrstvwxu0")]
    [InlineData("job_06f2ABCDEFGHJKMNPQRSTVWXY0")]
    public void What_is_no_such_id_tells_nothing(string id) => Assert.Null(DocumentId.TimeOf(id));
}
