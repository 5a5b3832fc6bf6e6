using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Jobs.Tests.Support;
using ImageGen.TestKit;
using static ImageGen.Jobs.Tests.Batches.BatchReader;

namespace ImageGen.Jobs.Tests.Batches;

/// <summary>Batches and templates with their documents in the other store: its keys and indexes are its own.</summary>
public sealed class OnMongoTests(MongoServer mongo) : IAsyncLifetime
{
    private JobsHost? host;
    private string url = "";

    private JobsHost Host => host!;

    public async ValueTask InitializeAsync()
    {
        url = await mongo.NewDatabaseAsync();
        host = new JobsHost(folder: null, time: null, ("MONGODB_URL", url));
        await host.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task A_batch_is_made_once_listed_counted_and_canceled()
    {
        const string Body = """{"jobs": [{"prompt": "a fox", "tags": ["red"]}, {"prompt": ""}, {"prompt": "a hen"}]}""";
        await Host.CreateIdAsync("""{"prompt": "a fox", "tags": ["red"]}""");
        var batches = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Host.BatchAsync(Body, "a-key")));
        var jobs = JobsOf(batches[0]);
        Assert.All(batches, batch => Assert.Equal(jobs, JobsOf(batch)));
        Assert.Equal([jobs[0]], await IdsAsync($"/api/v1/jobs?batch={IdOf(batches[0])}&tag=red"));
        Assert.Equal(2, (await IdsAsync($"/api/v1/jobs?batch={IdOf(batches[0])}")).Count);
        var canceled = await Host.PostAsync($"/api/v1/batches/{IdOf(batches[0])}/cancel", "");
        Assert.Equal((202, 0), ((int)canceled.StatusCode, (await canceled.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("open").GetInt32()));
    }

    [Fact]
    public async Task Two_replicas_that_get_one_request_at_once_make_each_job_once()
    {
        await using var other = new JobsHost(folder: null, time: null, ("MONGODB_URL", url));
        await other.InitializeAsync();
        var body = JsonSerializer.Serialize(new { jobs = Enumerable.Range(0, 30).Select(i => new { prompt = $"fox {i}" }) });
        var batches = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? Host : other).BatchAsync(body, "a-key")));
        Assert.All(batches, batch => Assert.Equal((IdOf(batches[0]), 30), (IdOf(batch), JobsOf(batch).OfType<string>().Distinct().Count())));
        Assert.Equal(30, (await other.ReadAsync("/api/v1/batches/" + IdOf(batches[0]))).GetProperty("jobs").GetInt32());
        Assert.Equal(30, (await IdsAsync("/api/v1/jobs?limit=100")).Count);
    }

    [Fact]
    public async Task Templates_are_found_by_words_and_their_names_are_there_once()
    {
        var fox = await MakeAsync("""{"name": "Fox", "prompt": "a red fox, 雪中的红狐狸", "tags": ["wild"]}""");
        var hen = await MakeAsync("""{"name": "Hen", "prompt": "a {colour} hen"}""");
        Assert.Equal([hen, fox], await IdsAsync("/api/v1/templates"));
        Assert.Equal([fox], await IdsAsync("/api/v1/templates?tag=wild&q=%E7%BA%A2%E7%8B%90"));
        Assert.Equal([hen], await IdsAsync("/api/v1/templates?q=colo"));
        await JobsHost.ProblemAsync(await Host.PostAsync("/api/v1/templates", """{"name": "Fox", "prompt": "b"}"""), 409);
        await JobsHost.ProblemAsync(await PutAsync(hen, """{"name": "Fox", "prompt": "b"}""", "\"1\""), 409);
        Assert.Equal(200, (int)(await PutAsync(hen, """{"name": "Hens", "prompt": "b {colour}"}""", "\"1\"")).StatusCode);
        await JobsHost.ProblemAsync(await PutAsync(hen, """{"name": "Hens", "prompt": "c"}""", "\"1\""), 412);
        await Host.CreateIdAsync($$$"""{"template_id": "{{{hen}}}", "variables": {"colour": "red"}}""");
        await Eventually.HoldsAsync("the use is counted", async () => (await Host.ReadAsync("/api/v1/templates/" + hen)).GetProperty("uses").GetInt32() == 1);
        Assert.Equal(204, (int)(await Host.DeleteAsync("/api/v1/templates/" + hen)).StatusCode);
    }

    private async Task<string> MakeAsync(string body)
    {
        var response = await Host.PostAsync("/api/v1/templates", body);
        Assert.Equal(201, (int)response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> PutAsync(string id, string body, string etag)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/templates/" + id) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return Host.Client.SendAsync(request);
    }

    private async Task<IReadOnlyList<string?>> IdsAsync(string path) =>
        [.. (await Host.ReadAsync(path)).GetProperty("data").EnumerateArray().Select(item => item.GetProperty("id").GetString())];
}
