using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Purging;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Purging;

/// <summary>What goes for good, over the wire and over both stores: at once for people, and then in truth.</summary>
public sealed class PurgeTests(MongoServer mongo) : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(DateTimeOffset.FromUnixTimeMilliseconds(Some.Now));
    private JobsHost? host;

    private JobsHost Host => host!;

    public static TheoryData<bool> Stores => [false, true];

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_job_is_found_by_nobody_at_once_and_gone_when_storage_has_answered(bool onMongo)
    {
        await StartAsync(onMongo);
        var (id, kept) = (await StoredAsync(2), await StoredAsync(1));

        await GoneAsync(await Host.DeleteAsync($"/api/v1/jobs/{id}?permanent=true"));

        foreach (var answer in new[]
        {
            await Host.GetAsync("/api/v1/jobs/" + id), await Host.DeleteAsync("/api/v1/jobs/" + id), await Host.DeleteAsync($"/api/v1/jobs/{id}?permanent=true"),
            await Host.PostAsync($"/api/v1/jobs/{id}/restore", ""), await Host.PostAsync($"/api/v1/jobs/{id}/retry", "{}"), await Host.PatchAsync("/api/v1/jobs/" + id, "{}"),
            await Host.GetAsync("/api/v1/admin/jobs/" + id), await Host.DeleteAsync("/api/v1/images/" + ImageId.Of(id, 1, 0)),
        })
        {
            await JobsHost.ProblemAsync(answer, 404);
        }

        foreach (var list in new[] { "jobs", "jobs?deleted=true", "images", "images?deleted=true" })
            Assert.DoesNotContain(id, (await Host.ReadAsync("/api/v1/" + list)).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(kept, (await Host.ReadAsync("/api/v1/jobs")).GetRawText(), StringComparison.Ordinal);
        // A request that builds on one of its pictures may still be on its way.
        Assert.Empty(Asked());

        await LiveAsync(JobRules.PurgePause);
        await Eventually.HoldsAsync("storage is asked", () => Task.FromResult(Asked().Count > 0));
        Assert.Equal([ImageId.Of(id, 1, 0), ImageId.Of(id, 1, 1)], Asked()[^1].ImageIds);
        await Host.TellAsync(id, [.. Asked()[^1].ImageIds.Select(image => (object)new ImagePurged { JobId = id, ImageId = image })]);

        await Eventually.HoldsAsync("only its id is left", async () =>
        {
            await LiveAsync(1000);
            return (await JobAsync(id))?.Purge?.DoneAt is not null;
        });
        Assert.Empty((await JobAsync(id))!.Pictures);
        await Eventually.HoldsAsync("its id is forgotten", async () =>
        {
            time.Advance(TimeSpan.FromDays(31));
            await Host.Service<MarkPurge>().RunOnceAsync(CancellationToken.None);
            return await JobAsync(id) is null;
        });
        Assert.NotNull(await JobAsync(kept));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_was_thrown_away_goes_when_its_time_is_over_and_not_before(bool onMongo)
    {
        await StartAsync(onMongo);
        var (job, other) = (await StoredAsync(1), await StoredAsync(2));
        var picture = ImageId.Of(other, 1, 1);
        await Host.DeleteAsync("/api/v1/jobs/" + job);
        await Host.DeleteAsync("/api/v1/images/" + picture);

        await ExpireAsync(29);
        Assert.Contains(job, (await Host.ReadAsync("/api/v1/jobs?deleted=true")).GetRawText(), StringComparison.Ordinal);
        Assert.Contains(picture, (await Host.ReadAsync("/api/v1/images?deleted=true")).GetRawText(), StringComparison.Ordinal);

        await Eventually.HoldsAsync("its time is over", async () =>
        {
            await ExpireAsync(1);
            return (await JobAsync(job))?.Purge is not null && (await JobAsync(other))!.Pictures[1].PurgingAt is not null;
        });
        Assert.Empty((await Host.ReadAsync("/api/v1/jobs?deleted=true")).GetProperty("data").EnumerateArray());
        Assert.Empty((await Host.ReadAsync("/api/v1/images?deleted=true")).GetProperty("data").EnumerateArray());
        await JobsHost.ProblemAsync(await Host.PostAsync($"/api/v1/images/{picture}/restore", ""), 404);
        var left = await Host.ReadAsync("/api/v1/jobs/" + other);
        Assert.Equal(ImageId.Of(other, 1, 0), Assert.Single(left.GetProperty("images").EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(("succeeded", 2), (left.GetProperty("status").GetString(), left.GetProperty("usage").GetProperty("billed").GetInt32()));
    }

    [Fact]
    public async Task Where_nothing_goes_by_itself_nothing_does()
    {
        await StartAsync(onMongo: false, ("Jobs:TrashDays", "never"));
        var id = await StoredAsync(1);
        await Host.DeleteAsync("/api/v1/jobs/" + id);
        await ExpireAsync(4000);
        await Host.PostAsync($"/api/v1/jobs/{id}/restore", "");
        Assert.Contains(id, (await Host.ReadAsync("/api/v1/jobs")).GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_picture_that_a_job_builds_on_stays_until_that_job_is_settled(bool onMongo)
    {
        await StartAsync(onMongo);
        var id = await StoredAsync(1);
        var picture = ImageId.Of(id, 1, 0);
        var builds = await Host.CreateIdAsync($$"""{"prompt": "a fox", "model": "seededit-3.0", "references": ["{{picture}}"]}""");
        await GoneAsync(await Host.DeleteAsync($"/api/v1/jobs/{id}?permanent=true"));

        for (var round = 0; round < 5; round++)
            await LiveAsync(JobRules.PurgePause);
        Assert.Empty(Asked());
        var refused = await JobsHost.ProblemAsync(
            await Host.PostAsync("/api/v1/jobs", $$"""{"prompt": "a fox", "model": "seededit-3.0", "references": ["{{picture}}"]}"""), 422);
        Assert.Equal("input_not_found", refused.GetProperty("code").GetString());

        await Host.TellAsync(builds, Some.Failed(0));

        await Eventually.HoldsAsync("storage is asked", async () =>
        {
            await LiveAsync(JobRules.PurgePause);
            return Asked().Count > 0;
        });
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_trash_is_emptied_of_jobs_and_of_pictures_and_of_nothing_else(bool onMongo)
    {
        await StartAsync(onMongo);
        var (thrown, kept, pair) = (await StoredAsync(1), await StoredAsync(1), await StoredAsync(2));
        await Host.DeleteAsync("/api/v1/jobs/" + thrown);
        await Host.DeleteAsync("/api/v1/images/" + ImageId.Of(pair, 1, 0));

        var emptied = await BodyAsync(await Host.PostAsync("/api/v1/trash/empty", ""));
        Assert.Equal((1, 1, false), (emptied.GetProperty("jobs").GetInt32(), emptied.GetProperty("images").GetInt32(), emptied.GetProperty("has_more").GetBoolean()));

        Assert.NotNull((await JobAsync(thrown))!.Purge);
        Assert.Equal([false, true], (await JobAsync(pair))!.Pictures.Select(picture => picture.IsThere));
        Assert.Null((await JobAsync(kept))!.PurgeAt);
        var again = await BodyAsync(await Host.PostAsync("/api/v1/trash/empty", ""));
        Assert.Equal((0, 0), (again.GetProperty("jobs").GetInt32(), again.GetProperty("images").GetInt32()));
    }

    [Fact]
    public async Task A_request_that_is_repeated_after_its_job_has_gone_makes_no_other_one()
    {
        await StartAsync(onMongo: false);
        async Task<HttpResponseMessage> OrderAsync() => await Host.PostAsync("/api/v1/jobs", """{"prompt": "a fox"}""", ("Idempotency-Key", "once"));
        var id = (await (await OrderAsync()).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await Host.TellAsync(id, Some.Stored(0) with { JobId = id, ImageId = ImageId.Of(id, 1, 0) });
        await GoneAsync(await Host.DeleteAsync($"/api/v1/jobs/{id}?permanent=true"));

        Assert.Equal("job_purged", (await JobsHost.ProblemAsync(await OrderAsync(), 410)).GetProperty("code").GetString());
        await Host.TellAsync(id, new ImagePurged { JobId = id, ImageId = ImageId.Of(id, 1, 0) });
        await Eventually.HoldsAsync("only its id is left", async () =>
        {
            await LiveAsync(JobRules.PurgePause);
            return (await JobAsync(id))?.Purge?.DoneAt is not null;
        });

        Assert.Equal("job_purged", (await JobsHost.ProblemAsync(await OrderAsync(), 410)).GetProperty("code").GetString());
        Assert.Empty((await Host.ReadAsync("/api/v1/jobs")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task What_it_has_cost_stays_in_the_bill()
    {
        await StartAsync(onMongo: false);
        var id = await StoredAsync(2);
        async Task<string> BillAsync() => (await Host.ReadAsync("/api/v1/usage")).GetRawText();
        await Eventually.HoldsAsync("the bill has it", async () => (await BillAsync()).Contains("\"pictures\":2", StringComparison.Ordinal));
        var before = await BillAsync();
        await GoneAsync(await Host.DeleteAsync($"/api/v1/jobs/{id}?permanent=true"));
        await Host.TellAsync(id, new ImagePurged { JobId = id, ImageId = ImageId.Of(id, 1, 0) }, new ImagePurged { JobId = id, ImageId = ImageId.Of(id, 1, 1) });
        await Eventually.HoldsAsync("only its id is left", async () =>
        {
            await LiveAsync(JobRules.PurgePause);
            return (await JobAsync(id))?.Purge?.DoneAt is not null;
        });
        Assert.Equal(before, await BillAsync());
    }

    [Fact]
    public async Task What_has_not_ended_or_is_not_said_clearly_is_refused()
    {
        await StartAsync(onMongo: false);
        var id = await Host.CreateIdAsync();
        Assert.Equal("job_open", (await JobsHost.ProblemAsync(await Host.DeleteAsync($"/api/v1/jobs/{id}?permanent=true"), 409)).GetProperty("code").GetString());
        foreach (var address in new[] { "jobs/" + id, "images/" + ImageId.Of(id, 1, 0) })
            Assert.Equal("bad_query", (await JobsHost.ProblemAsync(await Host.DeleteAsync($"/api/v1/{address}?permanent=perhaps"), 400)).GetProperty("code").GetString());
        await JobsHost.ProblemAsync(await Host.DeleteAsync("/api/v1/images/img_none_1_0?permanent=true"), 404);
    }

    private async Task StartAsync(bool onMongo, params (string Name, string Value)[] settings)
    {
        if (onMongo)
            settings = [.. settings, ("MONGODB_URL", await mongo.NewDatabaseAsync())];
        host = new JobsHost(folder: null, time, settings);
        await host.InitializeAsync();
    }

    /// <returns>A job with so many pictures, all stored.</returns>
    private async Task<string> StoredAsync(int count)
    {
        var id = await Host.CreateIdAsync($$"""{"prompt": "a fox", "count": {{count}}}""");
        await Host.TellAsync(id, [.. Enumerable.Range(0, count).Select(index => (object)(Some.Stored(index) with { JobId = id, ImageId = ImageId.Of(id, 1, index) }))]);
        return id;
    }

    private IReadOnlyList<PurgeImages> Asked() => [.. Host.Commands.Received.OfType<PurgeImages>()];

    private async Task<Job?> JobAsync(string id) => (await Host.Service<IDocuments<Job>>().GetAsync(id, CancellationToken.None))?.Body;

    private Task<int> LiveAsync(long milliseconds)
    {
        // A little more, so that what another step has claimed is due again as well.
        time.Advance(TimeSpan.FromMilliseconds(milliseconds) + TimeSpan.FromMinutes(2));
        return Host.Service<JobPurges>().RunOnceAsync(CancellationToken.None);
    }

    private Task<int> ExpireAsync(int days)
    {
        time.Advance(TimeSpan.FromDays(days));
        return Host.Service<TrashExpiry>().RunOnceAsync(CancellationToken.None);
    }

    private static async Task GoneAsync(HttpResponseMessage answer) => Assert.True((int)answer.StatusCode == 204, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        Assert.Equal(200, (int)response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
