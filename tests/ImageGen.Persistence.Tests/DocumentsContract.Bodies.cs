using System.Text.Json;

namespace ImageGen.Persistence.Tests;

public abstract partial class DocumentsContract
{
    public static TheoryData<string> Texts =>
    [
        "", " ", "一只猫坐在窗台上，水墨画", "👩‍👩‍👧‍👦 🐈‍⬛", "tab\t line\r\n quote\" back\\slash / \u2028\u2029", "\u0000 \u0001 \u001f \u007f",
        "{\"$numberLong\": \"1\"}", "e\u0301 \ufeff \uffff", "<script>&'",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_comes_back_as_it_was(string text)
    {
        var note = new Note { Id = "a", Text = text, Owner = text, Key = text, Lines = [new NoteLine(text, text.Length)], Extra = new Dictionary<string, string?> { ["x"] = text } };
        await Notes.InsertAsync(note, Cancel);

        var found = (await Notes.GetAsync("a", Cancel))!.Body;

        Assert.Equal((text, text, text), (found.Text, found.Lines[0]!.Text, found.Extra["x"]));
        Assert.Equal(1, await Notes.CountAsync([new FieldValue("owner", text)], 10, Cancel));
    }

    [Fact]
    public async Task An_unpaired_surrogate_does_no_harm()
    {
        await InsertAll(new Note { Id = "a", Text = "cut \ud83d here", Owner = "cut \ud83d here", Key = "\udc08" });

        var found = (await Notes.GetAsync("a", Cancel))!;
        Assert.Equal("cut \ufffd here", found.Body.Text);
        Assert.Equal(1, await Notes.CountAsync([new FieldValue("owner", "cut \ufffd here")], 10, Cancel));
        Assert.NotNull(await Notes.ReplaceAsync(found, found.Body with { Count = 1 }, Cancel));
    }

    [Theory]
    [InlineData("$set")]
    [InlineData("a.b")]
    [InlineData(".")]
    [InlineData("$")]
    [InlineData("_id")]
    [InlineData("提示词")]
    [InlineData("")]
    public async Task Names_inside_a_body_are_free(string name)
    {
        var extra = new Dictionary<string, string?> { [name] = "value", ["other"] = null };
        var inserted = (await Notes.InsertAsync(new Note { Id = "a", Extra = extra }, Cancel))!;
        await Notes.ReplaceAsync(inserted, inserted.Body with { Text = "again" }, Cancel);
        Assert.Equal(extra, (await Notes.GetAsync("a", Cancel))!.Body.Extra);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue + 1L)]
    [InlineData((1L << 53) + 1)]
    public async Task Whole_numbers_are_exact_in_body_and_fields(long number)
    {
        await InsertAll(new Note { Id = "a", Count = number, CreatedAt = number });
        Assert.Equal(number, (await Notes.GetAsync("a", Cancel))!.Body.Count);
        var page = await Notes.PageAsync(new PageQuery { OrderBy = "createdAt", From = number, To = number }, Cancel);
        Assert.Equal(number, Assert.Single(page.Items).Body.CreatedAt);
    }

    [Fact]
    public async Task Fractions_are_exact()
    {
        double[] doubles =
        [
            0.1, 1.0, -0.0, 1e20, 1e-7, 1.5e300, double.MaxValue, double.MinValue, double.Epsilon, Math.PI, 1d / 3, 9007199254740993d, 123456789.125,
        ];
        var note = new Note { Id = "a", Doubles = doubles, Weight = 7.5, Price = 79228162514264337593543950335m };
        await Notes.InsertAsync(note, Cancel);

        var found = (await Notes.GetAsync("a", Cancel))!.Body;

        Assert.Equal(doubles.Select(BitConverter.DoubleToInt64Bits), found.Doubles.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal((7.5, 79228162514264337593543950335m), (found.Weight, found.Price));
    }

    [Theory]
    [InlineData("1.10")]
    [InlineData("0.0000000000000000000000000001")]
    [InlineData("-12345678901234567890.123456789")]
    [InlineData("0.00")]
    public async Task Prices_keep_their_last_zero(string price)
    {
        var amount = decimal.Parse(price);
        await Notes.InsertAsync(new Note { Id = "a", Price = amount }, Cancel);
        Assert.Equal(price, (await Notes.GetAsync("a", Cancel))!.Body.Price!.Value.ToString());
    }

    [Fact]
    public async Task Every_body_reads_the_same_as_it_was_written()
    {
        var note = new Note
        {
            Id = "a",
            State = NoteState.InProgress,
            Former = NoteState.Closed,
            At = DateTimeOffset.UnixEpoch.AddTicks(1234567),
            Lines = [null, new NoteLine("", 0), null],
            Extra = new Dictionary<string, string?> { ["nothing"] = null },
        };
        await Notes.InsertAsync(note, Cancel);
        var found = (await Notes.GetAsync("a", Cancel))!.Body;
        Assert.Equal(JsonSerializer.Serialize(note, DocumentJson.Options), JsonSerializer.Serialize(found, DocumentJson.Options));
        Assert.Equal((NoteState.InProgress, NoteState.Closed, null), (found.State, found.Former, found.Weight));
    }

    [Fact]
    public async Task Five_megabytes_are_a_document_too()
    {
        var text = string.Concat(Enumerable.Repeat("长长的提示词 and more. ", 200_000));
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(text) > 5_000_000);
        var inserted = (await Notes.InsertAsync(new Note { Id = "a", Text = text }, Cancel))!;
        await Notes.ReplaceAsync(inserted, inserted.Body with { Count = 1 }, Cancel);
        var found = (await Notes.GetAsync("a", Cancel))!.Body;
        Assert.Equal((text, 1), (found.Text, found.Count));
    }
}
