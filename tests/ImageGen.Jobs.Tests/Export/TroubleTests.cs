using System.Text.Json;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Export;

/// <summary>A picture that can not be had costs only itself.</summary>
public sealed class TroubleTests : IAsyncLifetime
{
    private readonly ExportHost host = new();

    public async ValueTask InitializeAsync()
    {
        await host.InitializeAsync();
        host.Shelf.Length = 300_000;
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("missing", "missing", false)]
    [InlineData("refused", "unavailable", false)]
    [InlineData("rotten", "damaged", true)]
    [InlineData("broken off", null, true)]
    [InlineData("broken off three times", null, true)]
    [InlineData("broken off for good", "damaged", true)]
    public async Task One_bad_picture_is_named_and_spoils_nothing(string trouble, string? error, bool isThere)
    {
        var ids = await host.StoredAsync("""{"prompt": "a fox", "count": 4}""", 0, 1, 2, 3);
        host.Shelf.Make(ExportHost.KeyOf(ids[1]), trouble switch
        {
            "missing" => new() { IsMissing = true },
            "refused" => new() { Refuses = true },
            "rotten" => new() { IsRotten = true },
            "broken off" => new() { BreaksLeft = 1 },
            "broken off three times" => new() { BreaksLeft = 3 },
            _ => new() { BreaksLeft = 100 },
        });

        var zip = await host.ZipAsync();

        Assert.Equal([null, error, null, null], zip.Entries.Select(entry => entry.GetProperty("error").GetString()));
        Assert.Equal(isThere ? 4 : 3, zip.Pictures.Count());
        Assert.Equal("a fox", zip.Entries[1].GetProperty("picture").GetProperty("prompt").GetString());
        foreach (var entry in zip.Entries.Where(entry => entry.GetProperty("error").ValueKind == JsonValueKind.Null))
            Assert.Equal(host.Shelf.BytesOf(ExportHost.KeyOf(entry.GetProperty("id").GetString()!)), zip.Files[entry.GetProperty("file").GetString()!]);
        Assert.Equal(error is null ? 0 : 1, zip.Manifest.GetProperty("faults").GetInt32());
    }

    [Fact]
    public async Task Where_the_store_gives_nothing_at_all_there_is_no_archive()
    {
        await host.AddAsync(4, 3);
        host.Shelf.IsDown = true;
        using var answer = await host.ExportAsync();
        Assert.Equal("object_store_unavailable", (await JobsHost.ProblemAsync(answer, 503)).GetProperty("code").GetString());
    }

    /// <summary>Else somebody would take a part for the whole.</summary>
    [Fact]
    public async Task Where_the_store_goes_away_meanwhile_the_download_breaks_off()
    {
        await host.AddAsync(20, 3);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/images/export");
        using var answer = await host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(200, (int)answer.StatusCode);
        host.Shelf.IsDown = true;
        await using var body = await answer.Content.ReadAsStreamAsync();
        var error = await Assert.ThrowsAnyAsync<Exception>(() => body.CopyToAsync(Stream.Null));
        Assert.True(error is HttpRequestException or IOException, error.ToString());
    }
}
