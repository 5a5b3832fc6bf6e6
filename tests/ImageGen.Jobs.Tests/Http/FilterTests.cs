using System.Text.Json;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Jobs.Tests.Http;

public sealed class FilterTests : IAsyncLifetime
{
    private readonly JobsHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Filters_combine()
    {
        var fox = await host.CreateIdAsync("""{"prompt": "a red fox in the snow", "tags": ["wild", "winter"]}""");
        var wolf = await host.CreateIdAsync("""{"prompt": "a wolf in the snow", "tags": ["wild"], "title": "Grey"}""");
        var cat = await host.CreateIdAsync("""{"prompt": "雪中的红狐狸", "tags": ["Wild"]}""");
        await host.PatchAsync("/api/v1/jobs/" + wolf, """{"favorite": true}""");
        await host.TellAsync(wolf, Some.Failed(0));

        await AssertListAsync("tag=wild", wolf, fox);
        await AssertListAsync("tag=Wild", cat);
        await AssertListAsync("tag=none");
        await AssertListAsync("favorite=true", wolf);
        await AssertListAsync("favorite=false", cat, fox);
        await AssertListAsync("q=snow", wolf, fox);
        await AssertListAsync("q=SNOW%20grey", wolf);
        await AssertListAsync("q=%E7%BA%A2%E7%8B%90", cat);
        await AssertListAsync("q=%E7%8B%90", cat);
        await AssertListAsync("q=sno&tag=wild&favorite=false&status=queued&model=jimeng-t2i-4.0&created_after=2020-01-01T00:00:00Z", fox);
        await AssertListAsync("q=sno&tag=wild&favorite=true&status=queued");
        await AssertListAsync("q=sno&created_before=2020-01-01T00:00:00Z");
    }

    [Fact]
    public async Task A_change_of_labels_is_found_at_once()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "tags": ["old"], "title": "Before"}""");
        await host.PatchAsync("/api/v1/jobs/" + id, """{"tags": ["new"], "title": "After"}""");
        await AssertListAsync("tag=old");
        await AssertListAsync("q=before");
        await AssertListAsync("tag=new&q=after%20fox", id);
        await host.TellAsync(id, Some.Failed(0));
        await host.DeleteAsync("/api/v1/jobs/" + id);
        await AssertListAsync("tag=new");
        await AssertListAsync("tag=new&deleted=true", id);
    }

    [Fact]
    public async Task Pages_of_a_search_hold_what_is_meant_and_nothing_that_only_looks_like_it()
    {
        var meant = new List<string?>();
        for (var i = 0; i < 9; i++)
        {
            meant.Add(await host.CreateIdAsync($$"""{"prompt": "abcd number {{i}}"}"""));
            // All the pieces of the word, and not the word.
            await host.CreateIdAsync("""{"prompt": "xabc bcdx"}""");
        }

        var seen = new List<string?>();
        for (var address = "/api/v1/jobs?q=abcd&limit=2"; address is not null;)
        {
            var page = await host.ReadAsync(address);
            seen.AddRange(Ids(page));
            address = page.GetProperty("next_cursor").GetString() is { } cursor ? "/api/v1/jobs?q=abcd&limit=2&cursor=" + cursor : null;
        }

        meant.Reverse();
        Assert.Equal(meant, seen);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filter()
    {
        for (var i = 0; i < 3; i++)
            await host.CreateIdAsync("""{"prompt": "a fox", "tags": ["t"]}""");
        var cursor = (await host.ReadAsync("/api/v1/jobs?tag=t&limit=1")).GetProperty("next_cursor").GetString();
        Assert.Equal(2, Ids(await host.ReadAsync($"/api/v1/jobs?tag=t&limit=50&deleted=false&cursor={cursor}")).Count());
        foreach (var other in new[] { "", "tag=u&", "tag=t&favorite=false&", "tag=t&q=fox&", "tag=t&deleted=true&", "tag=t&created_before=2099-01-01T00:00:00Z&" })
        {
            var problem = await JobsHost.ProblemAsync(await host.GetAsync($"/api/v1/jobs?{other}cursor={cursor}"), 400);
            Assert.Contains("another filter", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
    }

    private async Task AssertListAsync(string query, params string[] ids) => Assert.Equal(ids, Ids(await host.ReadAsync("/api/v1/jobs?" + query)));

    private static IEnumerable<string?> Ids(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString());
}

/// <summary>Jobs of a version that knew nothing of favorites, the trash and the terms of a search.</summary>
public sealed class EarlierJobsTests
{
    private static DocumentModel<Job> Earlier => new DocumentModel<Job>("jobs", job => job.Id)
        .Text(JobFields.Owner, job => job.Owner)
        .Text(JobFields.Status, job => JobFields.NameOf(job.Status))
        .Text(JobFields.Model, job => job.Request.Model)
        .Number(JobFields.CreatedAt, job => job.CreatedAt)
        .Index(JobFields.Owner, JobFields.CreatedAt);

    [Fact]
    public async Task They_are_found_by_every_filter()
    {
        var folder = Directory.CreateTempSubdirectory("jobs-tests-").FullName;
        try
        {
            await WriteAsync(folder, Some.Job() with { Owner = "local", Tags = ["red"], Title = "Fox" });
            await using var host = new JobsHost(folder);
            await host.InitializeAsync();
            foreach (var query in new[] { "", "tag=red", "q=fo", "q=fox", "favorite=false", "deleted=false", "status=queued&tag=red" })
                Assert.Equal(Some.JobId, (await host.ReadAsync("/api/v1/jobs?" + query)).GetProperty("data")[0].GetProperty("id").GetString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(string folder, Job job)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("IMAGEGEN_DATA", folder)]);
        builder.AddDocuments(Earlier);
        using var earlier = builder.Build();
        await earlier.Services.GetRequiredService<IDocuments<Job>>().InsertAsync(job, CancellationToken.None);
    }
}
