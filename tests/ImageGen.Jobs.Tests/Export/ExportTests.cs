using System.IO.Compression;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>What is in an export, and what is not.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private readonly ExportHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Pictures_are_the_very_bytes_that_are_stored_and_the_manifest_says_what_they_are()
    {
        var pair = await host.StoredAsync("""{"prompt": "雪中的狐狸", "count": 2, "title": "Fox", "seed": 7, "model": "general-3.0", "size": "1024x1024"}""", 0, 1);
        await host.PatchAsync("/api/v1/images/" + pair[1], """{"tags": ["print", "best"], "favorite": true}""");

        var zip = await host.ZipAsync();

        Assert.Equal(pair, zip.Entries.Select(entry => entry.GetProperty("id").GetString()));
        Assert.Equal(zip.Pictures, zip.Entries.Select(entry => entry.GetProperty("file").GetString()));
        foreach (var entry in zip.Entries)
        {
            Assert.Matches(@"^pictures/\d{4}-\d\d-\d\d_\d{6}_[01]_雪中的狐狸\.png$", entry.GetProperty("file").GetString());
            Assert.Equal(host.Shelf.BytesOf(ExportHost.KeyOf(entry.GetProperty("id").GetString()!)), zip.Files[entry.GetProperty("file").GetString()!]);
            Assert.Equal(JsonValueKind.Null, entry.GetProperty("error").ValueKind);
        }

        var second = zip.Entries[1];
        Assert.Equal(
            ("雪中的狐狸", "general-3.0", "Fox", 1, true),
            (Text(second, "picture", "prompt"), Text(second, "picture", "model"), Text(second, "picture", "job_title"), second.GetProperty("picture").GetProperty("index").GetInt32(), second.GetProperty("picture").GetProperty("favorite").GetBoolean()));
        Assert.Equal((7, "1024x1024"), (second.GetProperty("parameters").GetProperty("seed").GetInt64(), Text(second, "effective_parameters", "size")));
        Assert.Equal(("imagegen-export", 2, 0, true), (
            Text(zip.Manifest, "format"), zip.Manifest.GetProperty("pictures").GetInt32(), zip.Manifest.GetProperty("faults").GetInt32(), zip.Manifest.GetProperty("complete").GetBoolean()));
    }

    [Fact]
    public async Task Pictures_are_stored_and_not_packed()
    {
        host.Shelf.Length = 100_000;
        await host.StoredAsync("""{"prompt": "a fox"}""", 0);
        var zip = await host.ZipAsync();
        using var archive = new ZipArchive(new MemoryStream(zip.Bytes));
        var entry = archive.Entries.Single(entry => entry.FullName == zip.Pictures.Single());
        Assert.Equal((ZipCompressionMethodOf(zip.Bytes), entry.Length), ((ushort)0, entry.CompressedLength));

        // Of the first file in the archive.
        static ushort ZipCompressionMethodOf(byte[] bytes) => BitConverter.ToUInt16(bytes, 8);
    }

    [Fact]
    public async Task What_was_billed_is_in_the_manifest_and_what_nobody_knows_is_not()
    {
        await host.AddAsync(1, 3, job => job with
        {
            Price = new(0.2m, "CNY", Verified: true),
            Pictures = [job.Pictures[0], job.Pictures[1] with { Billed = false }, job.Pictures[2] with { Billed = null }],
        });

        var zip = await host.ZipAsync();

        Assert.Equal([0.2m, 0m], zip.Entries.Take(2).Select(entry => entry.GetProperty("cost").GetProperty("amount").GetDecimal()));
        Assert.Equal(JsonValueKind.Null, zip.Entries[2].GetProperty("cost").ValueKind);
        Assert.Contains(",0.2,CNY,", zip.Csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_choose_as_in_the_list_of_pictures_and_a_batch_is_one()
    {
        var fox = await host.StoredAsync("""{"prompt": "a fox in the snow", "count": 2}""", 0, 1);
        var wolf = await host.StoredAsync("""{"prompt": "a wolf in the snow", "model": "general-3.0"}""", 0);
        await host.PatchAsync("/api/v1/images/" + fox[1], """{"tags": ["print"], "favorite": true}""");
        await host.AddAsync(1, 2, job => job with { Batch = "bat_1", BatchIndex = 0, CreatedAt = Some.Now - Some.Minute });

        await HasAsync("?q=snow", wolf[0], fox[0], fox[1]);
        await HasAsync("?tag=print", fox[1]);
        await HasAsync("?favorite=false&q=fox%20snow", fox[0]);
        await HasAsync("?model=general-3.0", wolf[0]);
        await HasAsync("?created_before=2020-01-01T00:00:00Z");
        await HasAsync("?batch=bat_1", "img_000000_1_0", "img_000000_1_1");
        await HasAsync("?batch=bat_1&q=wolf");
        await HasAsync("?batch=bat_2");
        var listed = (await host.ReadAsync("/api/v1/images?batch=bat_1")).GetProperty("data");
        Assert.Equal(2, listed.GetArrayLength());
    }

    [Fact]
    public async Task Ids_choose_in_their_order_and_what_is_unknown_is_named()
    {
        var fox = await host.StoredAsync("""{"prompt": "a fox", "count": 2}""", 0, 1);
        string[] asked = [fox[1], "img_nothing_1_0", "=cmd|' /C calc'!A0", fox[0], fox[1]];

        var zip = await host.ZipAsync(json: JsonSerializer.Serialize(new { ids = asked }));

        Assert.Equal(asked[..4], zip.Entries.Select(entry => entry.GetProperty("id").GetString()));
        Assert.Equal([null, "not_found", "not_found", null], zip.Entries.Select(Error));
        Assert.Equal(2, zip.Pictures.Count());
        Assert.Contains("\r\n\"'=cmd|' /C calc'!A0\",,not_found,", zip.Csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/x-www-form-urlencoded; charset=UTF-8")]
    public async Task A_form_of_a_page_is_taken_as_well(string type)
    {
        var fox = await host.StoredAsync("""{"prompt": "a fox", "count": 3}""", 0, 1, 2);
        using var form = new StringContent($"ids={fox[0]}+{fox[2]}%0D%0A&ids={fox[1]}");
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", type);

        var zip = await ExportedZip.ReadAsync(await host.Client.PostAsync("/api/v1/images/export", form));

        Assert.Equal([fox[0], fox[2], fox[1]], zip.Entries.Select(entry => entry.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_form_may_carry_a_filter_in_its_address()
    {
        await host.StoredAsync("""{"prompt": "a fox"}""", 0);
        var wolf = await host.StoredAsync("""{"prompt": "a wolf"}""", 0);
        using var form = new FormUrlEncodedContent([]);
        var zip = await ExportedZip.ReadAsync(await host.Client.PostAsync("/api/v1/images/export?q=wolf", form));
        Assert.Equal(wolf, zip.Entries.Select(entry => entry.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task What_is_in_the_trash_or_waits_for_a_reviewer_is_not_in_it()
    {
        var open = await host.StoredAsync("""{"prompt": "a fox", "count": 2}""", 0, 1);
        var thrown = await host.StoredAsync("""{"prompt": "a hare"}""", 0);
        await host.AddAsync(1, 3, job => job with
        {
            HeldFor = "local",
            Pictures = [.. job.Pictures.Zip([Domain.ReviewState.Waiting, Domain.ReviewState.Rejected, Domain.ReviewState.Approved], (picture, state) => picture with { Review = new(state, 1) })],
        });
        await host.DeleteAsync("/api/v1/images/" + open[0]);
        await host.DeleteAsync("/api/v1/jobs/" + ImageId.JobOf(thrown[0]));

        await HasAsync("", "img_000000_1_2", open[1]);
        string[] asked = [open[0], open[1], thrown[0], "img_000000_1_0", "img_000000_1_1", "img_000000_1_2"];
        var zip = await host.ZipAsync(json: JsonSerializer.Serialize(new { ids = asked }));
        Assert.Equal(["deleted", null, "deleted", "in_review", "in_review", null], zip.Entries.Select(Error));
        Assert.Equal(2, zip.Pictures.Count());
        Assert.All(zip.Entries.Where(entry => Error(entry) is not null), entry => Assert.Equal(JsonValueKind.Null, entry.GetProperty("picture").ValueKind));
    }

    [Fact]
    public async Task An_export_of_nothing_is_an_archive_of_manifests()
    {
        var zip = await host.ZipAsync();
        Assert.Equal(["manifest.json", "manifest.csv"], zip.Files.Keys);
        Assert.Empty(zip.Entries);
    }

    [Theory]
    [InlineData("?status=odd", null, 400)]
    [InlineData("?created_after=yesterday", null, 400)]
    [InlineData("?team=tem_others", null, 404)]
    [InlineData("?team=", null, 404)]
    [InlineData("", """{"ids": []}""", 422)]
    [InlineData("", """{"ids": [""]}""", 422)]
    [InlineData("", """{"ids": "img_1_1_0"}""", 400)]
    [InlineData("", """{"ids": [null]}""", 422)]
    [InlineData("", """{"id": "img_1_1_0"}""", 400)]
    [InlineData("", """{"ids": ["a"]""", 400)]
    [InlineData("?q=fox", """{"ids": ["img_1_1_0"]}""", 422)]
    public async Task What_can_not_be_meant_is_refused_before_anything_is_sent(string query, string? json, int status)
    {
        using var answer = await host.ExportAsync(query, json);
        await JobsHost.ProblemAsync(answer, status);
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Theory]
    [InlineData("names=x", 422)]
    [InlineData("ids=", 422)]
    public async Task A_form_is_read_as_strictly(string form, int status)
    {
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await host.Client.PostAsync("/api/v1/images/export", content);
        await JobsHost.ProblemAsync(answer, status);
    }

    [Theory]
    [InlineData(10_001, 5)]
    [InlineData(1, 101)]
    public async Task Ids_have_a_bound(int count, int length)
    {
        using var answer = await host.ExportAsync(json: JsonSerializer.Serialize(new { ids = Enumerable.Range(0, count).Select(i => $"{i}".PadLeft(length, 'x')) }));
        Assert.Equal("/ids", (await JobsHost.ProblemAsync(answer, 422)).GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    private async Task HasAsync(string query, params string[] ids) =>
        Assert.Equal(ids, (await host.ZipAsync(query)).Entries.Select(entry => entry.GetProperty("id").GetString()));

    private static string? Error(JsonElement entry) => entry.GetProperty("error").GetString();

    private static string? Text(JsonElement element, params string[] path) => path.Aggregate(element, (inner, name) => inner.GetProperty(name)).GetString();
}
