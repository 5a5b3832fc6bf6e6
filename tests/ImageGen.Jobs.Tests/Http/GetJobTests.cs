using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

public sealed class GetJobTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Fact]
    public async Task A_finished_job_shows_its_pictures_and_its_cost()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 2}""");
        await host.TellAsync(id, Some.Started(0), Some.Started(1), Some.Generated(0), Some.Generated(1), Some.Stored(0), Some.Stored(1));
        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        Assert.Equal("succeeded", job.GetProperty("status").GetString());
        Assert.Equal("""{"completed":2,"total":2,"percent":100}""", job.GetProperty("progress").GetRawText());
        Assert.Equal("""{"reserved":0,"billed":2,"unknown":0}""", job.GetProperty("usage").GetRawText());
        Assert.Equal("""{"amount":0.44,"currency":"CNY","verified":false}""", job.GetProperty("cost").GetRawText());
        var image = job.GetProperty("images")[1];
        Assert.Equal("img_1_1_1", image.GetProperty("id").GetString());
        Assert.Equal((2048, 8, "image/png"), (image.GetProperty("width").GetInt32(), image.GetProperty("seed").GetInt32(), image.GetProperty("content_type").GetString()));
        Assert.Equal("/api/v1/images/img_1_1_1/content", image.GetProperty("url").GetString());
        Assert.Equal("/api/v1/images/img_1_1_1/content?variant=thumbnail", image.GetProperty("thumbnail_url").GetString());
        Assert.EndsWith("Z", job.GetProperty("finished_at").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, job.GetProperty("started_at").ValueKind);
    }

    [Fact]
    public async Task One_failed_picture_keeps_its_place_beside_the_others()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 2}""");
        await host.TellAsync(id, Some.Failed(0), Some.Stored(1));
        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        Assert.Equal("partially_succeeded", job.GetProperty("status").GetString());
        var failed = job.GetProperty("images")[0];
        Assert.Equal("failed", failed.GetProperty("status").GetString());
        Assert.Equal($"img_{id[4..]}_1_0", failed.GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Null, failed.GetProperty("url").ValueKind);
        Assert.Equal("prompt_rejected", failed.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("50411", job.GetProperty("error").GetProperty("provider_code").GetString());
    }

    [Fact]
    public async Task A_picture_of_which_nobody_knows_whether_it_was_billed_is_counted()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0) with { Billed = null });
        Assert.Equal("""{"reserved":0,"billed":0,"unknown":1}""", (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("usage").GetRawText());
    }

    [Fact]
    public async Task The_providers_own_words_reach_whoever_must_act()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox"}""");
        await host.TellAsync(id, Some.Failed(0) with { Error = new GenerationError { Code = "unknown", Message = "Refused.", ProviderMessage = "size is below 3686400" } });
        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        Assert.Equal("size is below 3686400", job.GetProperty("error").GetProperty("provider_message").GetString());
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "提示词")]
    [InlineData("en-GB, zh;q=0.2", "The prompt")]
    [InlineData("fr, zh-TW;q=0.7, en;q=0.3", "提示词")]
    [InlineData("zh;q=0, de", "The prompt")]
    [InlineData("???", "The prompt")]
    public async Task An_error_speaks_the_callers_language(string accept, string begins)
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Failed(0));
        var response = await host.GetAsync("/api/v1/jobs/" + id, ("Accept-Language", accept));
        var message = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("error").GetProperty("message").GetString();
        Assert.StartsWith(begins, message, StringComparison.Ordinal);
        Assert.Contains("Accept-Language", response.Headers.Vary);
    }

    [Fact]
    public async Task An_unknown_outcome_says_what_may_have_been_billed()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Unknown(0));
        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        Assert.Equal("needs_attention", job.GetProperty("status").GetString());
        Assert.Equal("unknown_outcome", job.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal("req_9", job.GetProperty("error").GetProperty("provider_request_id").GetString());
    }

    [Fact]
    public async Task It_also_says_what_it_takes_to_find_the_call_until_it_is_known_what_became_of_it()
    {
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 2}""");
        await host.TellAsync(id, Some.Unknown(0) with { Indices = [0, 1] });

        var unknown = Assert.Single((await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("unknown_submissions").EnumerateArray());
        Assert.Equal(("sub_1_0", "req_9"), (unknown.GetProperty("submit_id").GetString(), unknown.GetProperty("provider_request_id").GetString()));
        Assert.Equal(("ab12", "reset"), (unknown.GetProperty("prompt_sha256").GetString(), unknown.GetProperty("reason").GetString()));
        Assert.Equal("[0,1]", unknown.GetProperty("indices").GetRawText());
        Assert.EndsWith("Z", unknown.GetProperty("submitted_at").GetString(), StringComparison.Ordinal);

        await host.TellAsync(id, Some.Stored(0), Some.Stored(1));
        Assert.Empty((await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("unknown_submissions").EnumerateArray());
    }

    [Fact]
    public async Task The_price_is_that_of_the_day_the_job_was_accepted()
    {
        var job = JobRules.Accept(Some.Order(count: 2) with { Price = new JobPrice(1.5m, "CNY", Verified: true) }, "job_dear", "local", Some.Now);
        await host.Service<JobChanges>().TryInsertAsync(job, CancellationToken.None);
        await host.TellAsync("job_dear", Some.Stored(0), Some.Failed(1));
        Assert.Equal("""{"amount":1.5,"currency":"CNY","verified":true}""", (await host.ReadAsync("/api/v1/jobs/job_dear")).GetProperty("cost").GetRawText());
    }

    [Fact]
    public async Task What_has_not_changed_is_304()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Started(0));
        var first = await host.GetAsync("/api/v1/jobs/" + id);
        var etag = first.Headers.ETag!.ToString();
        Assert.Equal("no-store", first.Headers.CacheControl?.ToString());
        Assert.Equal("2", first.Headers.RetryAfter?.ToString());
        var second = await host.GetAsync("/api/v1/jobs/" + id, ("If-None-Match", etag));
        Assert.Equal(304, (int)second.StatusCode);
        Assert.Equal("", await second.Content.ReadAsStringAsync());
        Assert.Equal(200, (int)(await host.GetAsync("/api/v1/jobs/" + id, ("If-None-Match", etag), ("Accept-Language", "zh"))).StatusCode);

        await host.TellAsync(id, Some.Stored(0));
        var changed = await host.GetAsync("/api/v1/jobs/" + id, ("If-None-Match", etag));
        Assert.Equal(200, (int)changed.StatusCode);
        Assert.Null(changed.Headers.RetryAfter);
    }

    [Fact]
    public async Task Another_owners_job_is_as_unknown_as_none()
    {
        var job = JobRules.Accept(Some.Order(), "job_of_ben", "ben", Some.Now);
        await host.Service<JobChanges>().TryInsertAsync(job, CancellationToken.None);
        await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/jobs/job_of_ben"), 404);
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs/job_of_ben/cancel", ""), 404);
    }

    [Theory]
    [InlineData("image_source_gone", "nobody")]
    [InlineData("not_a_picture", "nobody")]
    [InlineData("picture_too_large", "operator")]
    public async Task A_picture_that_could_not_be_stored_is_told_with_what_helps_and_that_a_retry_is_billed(string code, string act)
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Generated(0), Some.Gone(0) with { Error = Some.Error(code) });

        var error = (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("error");
        Assert.Equal((code, act), (error.GetProperty("code").GetString(), error.GetProperty("act").GetString()));
        Assert.Contains("billed again", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_that_waits_to_be_stored_says_why_in_the_callers_language_until_it_is()
    {
        var id = await host.CreateIdAsync();
        await host.TellAsync(id, Some.Generated(0), Some.Delayed(0), Some.Delayed(0, minutes: 6, code: "picture_too_large"));

        var job = await host.ReadAsync("/api/v1/jobs/" + id);
        var waiting = job.GetProperty("waiting_for");
        Assert.Equal(("storing", "picture_too_large", "operator"), (
            job.GetProperty("status").GetString(), waiting.GetProperty("code").GetString(), waiting.GetProperty("act").GetString()));
        Assert.Equal("2027-01-15T08:06:01Z", waiting.GetProperty("since").GetString());
        Assert.StartsWith("The picture is larger", waiting.GetProperty("message").GetString(), StringComparison.Ordinal);
        var chinese = await (await host.GetAsync("/api/v1/jobs/" + id, ("Accept-Language", "zh-CN"))).Content.ReadAsStringAsync();
        Assert.Contains("图片超过了", chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("p9.example.com", chinese, StringComparison.Ordinal);

        await host.TellAsync(id, Some.Stored(0));
        Assert.Equal(JsonValueKind.Null, (await host.ReadAsync("/api/v1/jobs/" + id)).GetProperty("waiting_for").ValueKind);
    }
}
