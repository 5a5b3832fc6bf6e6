using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Create;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Tests.Http;

public sealed class IdempotencyTests(JobsHost host) : IClassFixture<JobsHost>
{
    private const string Body = """{"prompt": "a fox", "metadata": {"b": "2", "a": "1"}}""";

    [Fact]
    public async Task The_same_key_and_body_make_one_job()
    {
        var key = Guid.NewGuid().ToString();
        var first = await PostAsync(key, Body);
        var second = await PostAsync(key, Body);
        Assert.Equal(202, (int)second.StatusCode);
        Assert.Equal(await IdAsync(first), await IdAsync(second));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Spelling_makes_no_other_request()
    {
        var key = Guid.NewGuid().ToString();
        var first = await PostAsync(key, Body);
        var second = await PostAsync($"\"{key}\"", """{ "metadata": {"a": "1", "b": "2"}, "prompt": "a\u0020fox", "seed": null }""");
        Assert.Equal(await IdAsync(first), await IdAsync(second));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_422()
    {
        var key = Guid.NewGuid().ToString();
        await PostAsync(key, Body);
        var problem = await JobsHost.ProblemAsync(await PostAsync(key, """{"prompt": "a hen"}"""), 422);
        Assert.Equal("idempotency_key_reused", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Many_at_once_with_one_key_make_one_job()
    {
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => PostAsync(key, Body)));
        Assert.All(answers, answer => Assert.Equal(202, (int)answer.StatusCode));
        var ids = await Task.WhenAll(answers.Select(IdAsync));
        Assert.Single(ids.Distinct());
        Assert.Single(answers, answer => !answer.Headers.Contains("Idempotency-Replayed"));
    }

    [Fact]
    public async Task What_a_crash_left_undone_is_finished_with_the_same_id()
    {
        var key = Guid.NewGuid().ToString();
        var id = await IdAsync(await PostAsync(key, Body));
        var jobs = host.Service<IDocuments<Job>>();
        // As a crash leaves it between the key's record and the job. The outbox may write in between.
        while (await jobs.GetAsync(id, CancellationToken.None) is { } stored)
            await jobs.DeleteAsync(stored, CancellationToken.None);

        var again = await PostAsync(key, Body);
        Assert.Equal(id, await IdAsync(again));
        Assert.NotNull(await jobs.GetAsync(id, CancellationToken.None));
    }

    /// <summary>What was accepted once is accepted for good: whoever repeats it learns its id, whatever has changed since.</summary>
    [Fact]
    public async Task A_repeated_request_is_answered_though_its_model_is_no_longer_offered()
    {
        await using var other = new JobsHost();
        await other.InitializeAsync();
        var key = ("Idempotency-Key", "a-key");
        const string Body = """{"prompt": "a fox", "model": "jimeng-t2i-4.0"}""";
        var first = await IdAsync(await other.PostAsync("/api/v1/jobs", Body, key));
        other.Service<OfferedModels>().Learn(new ApisServed { Apis = ["ark"] });

        var second = await other.PostAsync("/api/v1/jobs", Body, key);
        Assert.Equal((202, first), ((int)second.StatusCode, await IdAsync(second)));
        Assert.Equal("model_unavailable", (await JobsHost.ProblemAsync(await other.PostAsync("/api/v1/jobs", Body), 422)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_refused_request_does_not_use_its_key_up()
    {
        var key = Guid.NewGuid().ToString();
        await JobsHost.ProblemAsync(await PostAsync(key, """{"prompt": ""}"""), 422);
        Assert.Equal(202, (int)(await PostAsync(key, Body)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("a b")]
    [InlineData(256)]
    public async Task A_key_that_can_not_be_one_is_400(object key)
    {
        var text = key is int length ? new string('k', length) : (string)key;
        var problem = await JobsHost.ProblemAsync(await PostAsync(text, Body), 400);
        Assert.Equal("bad_idempotency_key", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_key_that_is_not_ASCII_is_400()
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = host.Client.BaseAddress };
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", "schlüssel");

        var problem = await JobsHost.ProblemAsync(await client.SendAsync(request), 400);
        Assert.Equal("bad_idempotency_key", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Keys_are_forgotten_after_a_day()
    {
        var key = Guid.NewGuid().ToString();
        var first = await IdAsync(await PostAsync(key, Body));
        var time = new FixedTime(TimeProvider.System.GetUtcNow().AddHours(25));
        await new IdempotencyPurge(host.Service<IDocuments<IdempotencyRecord>>(), time).RunOnceAsync(CancellationToken.None);
        Assert.NotEqual(first, await IdAsync(await PostAsync(key, Body)));
    }

    private Task<HttpResponseMessage> PostAsync(string key, string body) => host.PostAsync("/api/v1/jobs", body, ("Idempotency-Key", key));

    private static async Task<string> IdAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
