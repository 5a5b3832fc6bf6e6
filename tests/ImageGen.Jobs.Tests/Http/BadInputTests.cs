using ImageGen.Jobs.Tests.Support;

namespace ImageGen.Jobs.Tests.Http;

/// <summary>Bad input gets a 4xx that says what is wrong and where, and leaves no job behind.</summary>
public sealed class BadInputTests(JobsHost host) : IClassFixture<JobsHost>
{
    [Theory]
    [InlineData("""{"prompt": "a fox", """, 400, "malformed_json", null)]
    [InlineData("""not json""", 400, "malformed_json", null)]
    [InlineData("", 400, "body_required", null)]
    [InlineData("""{"prompt": 7}""", 400, "invalid_body", "/prompt")]
    [InlineData("""{"prompt": null}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "a", "count": "2"}""", 400, "invalid_body", "/count")]
    [InlineData("""{"prompt": "a", "count": 2.5}""", 400, "invalid_body", "/count")]
    [InlineData("""{"prompt": "a", "seed": 99999999999999999999}""", 422, "parameter_not_supported", "/seed")]
    [InlineData("""{"prompt": "a", "seed": 18446744073709551615, "model": "jimeng-t2i-3.1"}""", 422, "invalid_request", "/seed")]
    [InlineData("""{"prompt": "a", "seed": -99999999999999999999999, "model": "jimeng-t2i-3.1"}""", 422, "invalid_request", "/seed")]
    [InlineData("""{"prompt": "a", "seed": 1.5, "model": "jimeng-t2i-3.1"}""", 400, "invalid_body", "/seed")]
    [InlineData("""{"prompt": "a", "seed": "1", "model": "jimeng-t2i-3.1"}""", 400, "invalid_body", "/seed")]
    [InlineData("""{"prompt": "a", "count": 3.0}""", 400, "invalid_body", "/count")]
    [InlineData("""{"prompt": "a", "count": 1e12}""", 400, "invalid_body", "/count")]
    [InlineData("""{"prompt": "a", "count": 1000000000000}""", 422, "invalid_request", "/count")]
    [InlineData("""{"prompt": "a", "count": -99999999999999999999}""", 422, "invalid_request", "/count")]
    [InlineData("""{"prompt": "a", "deadline_s": 99999999999999999999}""", 422, "invalid_request", "/deadline_s")]
    [InlineData("""{"prompt": "a", "queue_deadline_s": 9999999999}""", 422, "invalid_request", "/queue_deadline_s")]
    [InlineData("""{"prompt": "a", "steps": 9999999999, "model": "general-2.1"}""", 422, "invalid_request", "/steps")]
    [InlineData("""{"prompt": "\u200b\u200b\u2060"}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "\ufeff \u00ad\u034f"}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "\u3164\u115f\u2800\ufe0f"}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "\u0000\u0007"}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "\u200b", "style": "ink"}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "a", "metadata": {"a\u0000b": "x"}}""", 422, "invalid_request", "/metadata")]
    [InlineData("""{"prompt": "a", "metadata": {"\u0000": "x", "ok": "y"}}""", 422, "invalid_request", "/metadata")]
    [InlineData("""{"prompt": "a", "metadata": {"a": null}}""", 422, "invalid_request", "/metadata")]
    [InlineData("""{"prompt": "a", "references": ["  "]}""", 422, "invalid_request", "/references/0")]
    [InlineData("""{"prompt": "a", "tags": "x"}""", 400, "invalid_body", "/tags")]
    [InlineData("""{"prompt": "a", "tags": [null]}""", 422, "invalid_request", "/tags/0")]
    [InlineData("""{"prompt": "a", "metadata": {"a": 1}}""", 400, "invalid_body", "/metadata/a")]
    [InlineData("""{"prompt": "a", "colour": "red"}""", 400, "invalid_body", "/colour")]
    [InlineData("""{"prompt": "a", "prompt": "b"}""", 400, "invalid_body", "/prompt")]
    [InlineData("""[]""", 400, "invalid_body", null)]
    [InlineData("""{}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "  "}""", 422, "invalid_request", "/prompt")]
    [InlineData("""{"prompt": "a", "model": "dall-e-9"}""", 422, "unknown_model", "/model")]
    [InlineData("""{"prompt": "a", "model": ""}""", 422, "unknown_model", "/model")]
    [InlineData("""{"prompt": "a", "count": 0}""", 422, "invalid_request", "/count")]
    [InlineData("""{"prompt": "a", "count": 16}""", 422, "invalid_request", "/count")]
    [InlineData("""{"prompt": "a", "size": "2048"}""", 422, "invalid_request", "/size")]
    [InlineData("""{"prompt": "a", "size": "2048X2048"}""", 422, "invalid_request", "/size")]
    [InlineData("""{"prompt": "a", "size": "10x10"}""", 422, "invalid_request", "/size")]
    [InlineData("""{"prompt": "a", "size": "999999x999999"}""", 422, "invalid_request", "/size")]
    [InlineData("""{"prompt": "a", "size": "8000x1000"}""", 422, "invalid_request", "/size")]
    [InlineData("""{"prompt": "a", "size": "0x2048"}""", 422, "invalid_request", "/size")]
    [InlineData("""{"prompt": "a", "seed": 1}""", 422, "parameter_not_supported", "/seed")]
    [InlineData("""{"prompt": "a", "guidance_scale": 1e400}""", 422, "invalid_request", "/guidance_scale")]
    [InlineData("""{"prompt": "a", "options": []}""", 400, "invalid_body", "/options")]
    [InlineData("""{"prompt": "a", "options": {"a/b~c": 1}}""", 422, "parameter_not_supported", "/options/a~1b~0c")]
    [InlineData("""{"prompt": "a", "group": "yes"}""", 400, "invalid_body", "/group")]
    [InlineData("""{"prompt": "a", "style": "no-such-style"}""", 422, "invalid_request", "/style")]
    [InlineData("""{"prompt": "a", "model": "jimeng-t2i-3.1", "references": []}""", 422, "parameter_not_supported", "/references")]
    [InlineData("""{"prompt": "a", "mask": "upl_1"}""", 422, "parameter_not_supported", "/mask")]
    [InlineData("""{"prompt": "a", "guidance_scale": 1.01}""", 422, "invalid_request", "/guidance_scale")]
    [InlineData("""{"prompt": "a", "guidance_scale": -1}""", 422, "invalid_request", "/guidance_scale")]
    [InlineData("""{"prompt": "a", "priority": "now"}""", 422, "invalid_request", "/priority")]
    [InlineData("""{"prompt": "a", "queue_deadline_s": 0}""", 422, "invalid_request", "/queue_deadline_s")]
    [InlineData("""{"prompt": "a", "deadline_s": 99999}""", 422, "invalid_request", "/deadline_s")]
    [InlineData("""{"prompt": "a", "tags": [""]}""", 422, "invalid_request", "/tags/0")]
    [InlineData("""{"prompt": "a", "metadata": {"": "x"}}""", 422, "invalid_request", "/metadata")]
    public async Task A_job_that_can_not_be_is_refused(string body, int status, string code, string? pointer)
    {
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", body), status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.False(problem.GetProperty("retryable").GetBoolean());
        Assert.NotEmpty(problem.GetProperty("trace_id").GetString()!);
        if (pointer is not null)
            Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Empty((await host.ReadAsync("/api/v1/jobs")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task The_range_is_told_of_a_number_of_any_length()
    {
        var problem = await JobsHost.ProblemAsync(
            await host.PostAsync("/api/v1/jobs", """{"prompt": "a", "seed": 18446744073709551615, "model": "jimeng-t2i-3.1"}"""), 422);
        Assert.Contains("-1 to 2147483647", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_character_is_one_however_it_is_stored()
    {
        var emoji = (int count) => string.Concat(Enumerable.Repeat("😀", count));
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", $$"""{"prompt": "a", "title": "{{emoji(201)}}"}"""), 422);
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", $$"""{"prompt": "a", "tags": ["{{emoji(51)}}"]}"""), 422);
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", $$$"""{"prompt": "a", "metadata": {"a": "{{{emoji(513)}}}"}}"""), 422);
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", $$$"""{"prompt": "a", "metadata": {"{{{emoji(65)}}}": "a"}}"""), 422);

        await using var other = new JobsHost();
        await other.InitializeAsync();
        await other.CreateAsync($$$"""{"prompt": "a", "title": "{{{emoji(200)}}}", "tags": ["{{{emoji(50)}}}"], "metadata": {"{{{emoji(64)}}}": "{{{emoji(512)}}}"}}""");
    }

    [Fact]
    public async Task What_is_repeated_is_cut_between_two_characters()
    {
        var problem = await JobsHost.ProblemAsync(
            await host.PostAsync("/api/v1/jobs", $$"""{"prompt": "a", "model": "{{new string('m', 59)}}😀😀"}"""), 422);
        Assert.Contains($"'{new string('m', 59)}…'", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eighty_thousand_wrong_members_make_a_short_answer()
    {
        var options = string.Join(',', Enumerable.Range(0, 80_000).Select(i => $"\"o{i}\":1"));
        var response = await host.PostAsync("/api/v1/jobs", $$$"""{"prompt": "a", "options": {{{{options}}}}}""");
        var length = (await response.Content.ReadAsByteArrayAsync()).Length;
        var problem = await JobsHost.ProblemAsync(response, 422);
        Assert.InRange(length, 1, 20_000);
        Assert.Equal(50, problem.GetProperty("errors").GetArrayLength());
        Assert.Contains("And 79950 more", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", """{"prompt": "", "seed": 1, "steps": 2, "count": 99}"""), 422);
        Assert.Equal(["/prompt", "/count", "/seed", "/steps"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()));
    }

    [Theory]
    [InlineData(900_000, 422)]
    [InlineData(1_100_000, 413)]
    public async Task A_huge_prompt_is_refused(int length, int status) =>
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", $$"""{"prompt": "{{new string('a', length)}}"}"""), status);

    [Fact]
    public async Task A_prompt_is_counted_in_characters_not_in_bytes()
    {
        var problem = await JobsHost.ProblemAsync(
            await host.PostAsync("/api/v1/jobs", $$"""{"prompt": "{{string.Concat(Enumerable.Repeat("🦊", 801))}}"}"""), 422);
        Assert.Contains("801", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"prompt": "\ud800"}""")]
    [InlineData("{\"prompt\": \"a\u0000b\"}")]
    public async Task Text_that_is_no_text_is_400(string body) =>
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", body), 400);

    [Fact]
    public async Task Another_content_type_is_415() =>
        await JobsHost.ProblemAsync(await host.Client.PostAsync("/api/v1/jobs", new StringContent("prompt=a")), 415);

    [Theory]
    [InlineData("limit=0", "?limit")]
    [InlineData("limit=101", "?limit")]
    [InlineData("limit=many", "?limit")]
    [InlineData("limit=-1", "?limit")]
    [InlineData("cursor=abc", "?cursor")]
    [InlineData("cursor=%00", "?cursor")]
    [InlineData("cursor=", "?cursor")]
    [InlineData("cursor=AAAAAAAAAAAA", "?cursor")]
    [InlineData("status=done", "?status")]
    [InlineData("status=Queued", "?status")]
    [InlineData("created_after=yesterday", "?created_after")]
    [InlineData("created_after=2026-02-30T00:00:00Z", "?created_after")]
    [InlineData("created_after=2026-11-27T10:00:00", "?created_after")]
    [InlineData("created_after=2026-11-27T10:00", "?created_after")]
    [InlineData("created_before=2026-11-27T10:00:00.123", "?created_before")]
    [InlineData("created_before=2026-11-27", "?created_before")]
    [InlineData("created_before=2026-13-01T00:00:00Z", "?created_before")]
    [InlineData("created_before=1795496187281", "?created_before")]
    public async Task A_bad_query_is_400_and_names_its_parameter(string query, string pointer)
    {
        var problem = await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/jobs?" + query), 400);
        Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("GET", "/api/v1/jobs/job_unknown", "job_not_found")]
    [InlineData("GET", "/api/v1/jobs/job_unknown/events", "job_not_found")]
    [InlineData("POST", "/api/v1/jobs/job_unknown/cancel", "job_not_found")]
    [InlineData("POST", "/api/v1/jobs/job_unknown/retry", "job_not_found")]
    [InlineData("GET", "/api/v1/models/dall-e-9", "unknown_model")]
    public async Task An_unknown_id_is_404(string method, string path, string code)
    {
        var response = method == "GET" ? await host.GetAsync(path) : await host.PostAsync(path, "{}");
        Assert.Equal(code, (await JobsHost.ProblemAsync(response, 404)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("""{"accept_possible_charge": "yes"}""")]
    [InlineData("""{"force": true}""")]
    public async Task A_retry_that_can_not_be_read_is_400(string body) =>
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs/job_unknown/retry", body), 400);
}
