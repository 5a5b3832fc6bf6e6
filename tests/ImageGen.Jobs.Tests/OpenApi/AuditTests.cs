using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>What people do with jobs and uploads is on record, from the request to the list of an administrator.</summary>
public sealed class AuditTests(TwoPeople people) : IClassFixture<TwoPeople>
{
    [Fact]
    public async Task What_is_done_with_a_job_is_on_record_once_each()
    {
        var id = await CreateAsync(people.Bob, new { prompt = "a fox", seed = 7, model = "general-3.0" });
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/jobs/{id}/cancel", null);
        await people.AsAsync(people.Bob, HttpMethod.Patch, $"/api/v1/jobs/{id}", new { title = "Mine", favorite = true });
        // Nothing changes, so nothing is done.
        await people.AsAsync(people.Bob, HttpMethod.Patch, $"/api/v1/jobs/{id}", new { favorite = true });
        await people.AsAsync(people.Bob, HttpMethod.Delete, $"/api/v1/jobs/{id}", null);
        await people.AsAsync(people.Bob, HttpMethod.Delete, $"/api/v1/jobs/{id}", null);
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/jobs/{id}/restore", null);
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/jobs/{id}/retry", new { accept_possible_charge = true });
        await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/admin/jobs/{id}", null);

        var entries = await people.EntriesAsync(id, 7);

        Assert.Equal(
            ["job.created", "job.canceled", "job.changed", "job.deleted", "job.restored", "job.retried", "job.read_by_admin"],
            entries.Select(entry => entry.GetProperty("action").GetString()));
        Assert.All(entries.SkipLast(1), entry => Assert.Equal(entries[0].GetProperty("actor").GetString(), entry.GetProperty("actor").GetString()));
        Assert.Equal("local", entries[^1].GetProperty("actor").GetString());
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", entry.GetProperty("address").GetString()));
        Assert.All(entries, entry => Assert.StartsWith("ses_", entry.GetProperty("credential").GetString(), StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.NotEmpty(entry.GetProperty("request_id").GetString()!));
        var created = entries[0].GetProperty("details");
        Assert.Equal("a fox", created.GetProperty("prompt").GetString());
        Assert.Equal("7", created.GetProperty("seed").GetString());
        Assert.Equal("Mine", entries[2].GetProperty("details").GetProperty("title").GetString());
        Assert.Equal("true", entries[5].GetProperty("details").GetProperty("accept_possible_charge").GetString());
    }

    [Fact]
    public async Task Each_job_of_a_batch_is_on_record_and_so_is_its_cancel()
    {
        var batch = await people.AsAsync(people.Bob, HttpMethod.Post, "/api/v1/jobs/batch", new { jobs = new[] { new { prompt = "a fox" }, new { prompt = "a hare" } } });
        await people.AsAsync(people.Bob, HttpMethod.Post, $"/api/v1/batches/{batch.GetProperty("id").GetString()}/cancel", null);
        foreach (var entry in batch.GetProperty("entries").EnumerateArray())
        {
            var id = entry.GetProperty("job").GetProperty("id").GetString()!;
            Assert.Equal(["job.created", "job.canceled"], (await people.EntriesAsync(id, 2)).Select(found => found.GetProperty("action").GetString()));
        }
    }

    [Fact]
    public async Task What_is_refused_or_replayed_is_not_on_record_a_second_time()
    {
        using var first = await SubmitAsync("key-1");
        using var again = await SubmitAsync("key-1");
        var id = (await first.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        Assert.Equal(id, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString());
        using var refused = await people.KnockAsync(people.Ada, "DELETE", $"/api/v1/jobs/{id}");
        Assert.Equal(409, (int)refused.StatusCode);
        // One's own job is nobody else's to look at.
        await people.AsAsync(people.Ada, HttpMethod.Get, $"/api/v1/admin/jobs/{id}", null);
        await people.AsAsync(people.Ada, HttpMethod.Post, $"/api/v1/jobs/{id}/cancel", null);
        Assert.Equal(["job.created", "job.canceled"], (await people.EntriesAsync(id, 2)).Select(entry => entry.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task An_upload_is_deleted_when_that_is_on_record()
    {
        using var picture = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(SourceTree.Root, "docs", "images", "generate.png")));
        picture.Headers.ContentType = new("image/png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/uploads") { Content = picture };
        request.Headers.Add("Cookie", people.Bob);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await people.Client.SendAsync(request);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

        await people.AsAsync(people.Bob, HttpMethod.Delete, $"/api/v1/uploads/{id}", null);

        // Already: it was waited for.
        Assert.Equal("upload.deleted", Assert.Single(await people.ListedAsync($"?object={id}")).GetProperty("action").GetString());
    }

    [Fact]
    public async Task Nothing_more_is_done_with_a_job_of_which_too_much_waits_to_be_put_on_record()
    {
        var id = await CreateAsync(people.Bob, new { prompt = "a fox" });
        var jobs = people.Service<IDocuments<Job>>();
        var later = DateTimeOffset.UnixEpoch.AddYears(200);
        await Eventually.HoldsAsync("the job has sent what it had to say", async () => (await jobs.GetAsync(id, default))!.Body.Outbox.Count == 0);
        await jobs.ChangeAsync(
            id,
            job => job with
            {
                Outbox = Enumerable.Range(0, 50).Aggregate(job.Outbox, (outbox, i) => outbox.With(
                    new Audited { Id = Guid.NewGuid(), At = later, Actor = "usr_x", Action = "job.changed" }, $"Audited:{i}", later)),
            },
            default);

        using var refused = await people.KnockAsync(people.Bob, "PATCH", $"/api/v1/jobs/{id}");

        var problem = await JobsHost.ProblemAsync(refused, 503);
        Assert.Equal("audit_unavailable", problem.GetProperty("code").GetString());
        Assert.Null((await jobs.GetAsync(id, default))!.Body.Title);
    }

    private async Task<string> CreateAsync(string credential, object job) =>
        (await people.AsAsync(credential, HttpMethod.Post, "/api/v1/jobs", job)).GetProperty("id").GetString()!;

    private async Task<HttpResponseMessage> SubmitAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = JsonContent.Create(new { prompt = "once" }) };
        request.Headers.Add("Cookie", people.Ada);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Idempotency-Key", key);
        return await people.Client.SendAsync(request);
    }
}
