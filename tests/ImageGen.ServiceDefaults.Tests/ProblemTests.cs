using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace ImageGen.ServiceDefaults.Tests;

public sealed class ProblemTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("""{"name": "a", "count": """, 400, "malformed_json", null)]
    [InlineData("""{"name": "a", "count": "two"}""", 400, "invalid_body", "/count")]
    [InlineData("""{"name": "a", "count": 1, "colour": "red"}""", 400, "invalid_body", "/colour")]
    [InlineData("""{"name": "a"}""", 400, "invalid_body", "")]
    [InlineData("""{"name": null, "count": 1}""", 400, "invalid_body", "/name")]
    [InlineData("""{"name": "a", "count": 1, "count": 2}""", 400, "invalid_body", "/count")]
    [InlineData("""{"name": "a", "count": 1, "tags": ["x", 7]}""", 400, "invalid_body", "/tags/1")]
    [InlineData("", 400, "body_required", null)]
    public async Task A_body_that_does_not_fit_is_told_with_its_place(string body, int status, string code, string? pointer)
    {
        var problem = await Problem(await app.Client.PostAsync("/things", new StringContent(body, Encoding.UTF8, "application/json")), status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        if (pointer is not null)
            Assert.Equal(pointer, problem.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.DoesNotContain("System.", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ImageGen", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_type_is_415() =>
        await Problem(await app.Client.PostAsync("/things", new StringContent("name=a", Encoding.UTF8, "text/plain")), 415);

    [Fact]
    public async Task A_body_over_the_limit_is_413() =>
        await Problem(await app.Client.PostAsync("/things", JsonContent.Create(new { name = new string('a', 2_000_000), count = 1 })), 413);

    [Fact]
    public async Task A_query_of_the_wrong_form_is_400() =>
        await Problem(await app.Client.GetAsync("/numbers/4?factor=many"), 400);

    [Fact]
    public async Task An_unknown_address_is_a_problem_too() =>
        Assert.Equal("not_found", (await Problem(await app.Client.GetAsync("/nowhere"), 404)).GetProperty("code").GetString());

    [Fact]
    public async Task A_wrong_method_is_a_problem_too() =>
        await Problem(await app.Client.DeleteAsync("/things"), 405);

    [Fact]
    public async Task A_problem_that_was_thrown_carries_its_code_and_its_wait()
    {
        var response = await app.Client.GetAsync("/refused");
        var problem = await Problem(response, 409);
        Assert.Equal("too_late", problem.GetProperty("code").GetString());
        Assert.True(problem.GetProperty("retryable").GetBoolean());
        Assert.Equal("2", response.Headers.RetryAfter!.ToString());
    }

    [Fact]
    public async Task A_problem_is_written_even_for_a_caller_who_accepts_no_json()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/refused");
        request.Headers.Accept.ParseAdd("text/event-stream");
        await Problem(await app.Client.SendAsync(request), 409);
    }

    [Theory]
    [InlineData("/full", 507, "insufficient_storage", "60")]
    [InlineData("/away", 503, "store_unavailable", "5")]
    public async Task A_store_that_can_not_serve_now_is_told_with_when_to_come_again(string path, int status, string code, string seconds)
    {
        var response = await app.Client.GetAsync(path);
        var problem = await Problem(response, status);
        Assert.Equal((code, true), (problem.GetProperty("code").GetString(), problem.GetProperty("retryable").GetBoolean()));
        Assert.Equal(seconds, response.Headers.RetryAfter!.ToString());
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_500_without_its_text()
    {
        var problem = await Problem(await app.Client.GetAsync("/broken"), 500);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.NotEqual("", problem.GetProperty("trace_id").GetString());
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_healthy_host_says_so(string path) =>
        Assert.Equal(HttpStatusCode.OK, (await app.Client.GetAsync(path)).StatusCode);

    private static async Task<JsonElement> Problem(HttpResponseMessage response, int status)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
