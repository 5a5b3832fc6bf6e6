using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageGen.ServiceDefaults.Errors;

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

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("application/json; charset=UTF8")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset=\"\"")]
    [InlineData("application/json;charset=utf-8;charset=gbk")]
    [InlineData("application/vnd.things+json; charset=utf8; v=1")]
    [InlineData("APPLICATION/JSON; Charset='utf-8'", 415)]
    [InlineData("application/json; charset=us-ascii")]
    [InlineData("application/json; charset=gbk", 415)]
    [InlineData("application/json; charset=gb2312", 415)]
    [InlineData("application/json; charset=gb18030", 415)]
    [InlineData("application/json; charset=big5", 415)]
    [InlineData("application/json; charset=utf-7", 415)]
    [InlineData("application/json; charset=\"a b\"", 415)]
    [InlineData("application/json; charset=图", 415)]
    public async Task The_character_set_is_known_or_told(string contentType, int status = 200)
    {
        using var content = new ByteArrayContent("""{"name": "a", "count": 1}"""u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = app.Client.BaseAddress };
        var response = await client.PostAsync("/things", content);
        if (status == 200)
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        else
            Assert.Contains("JSON", (await Problem(response, status)).GetProperty("detail").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As older tools of Windows send it; latin letters alone are the same in both.</summary>
    [Theory]
    [InlineData("name", "count", "BBC6BBE8")]
    [InlineData("name", "count", "E9BB84E6")]
    [InlineData("BBC6", "count", "61")]
    [InlineData("name", "BBC6", "61")]
    [InlineData("name", "count", "EDA0BD")]
    [InlineData("name", "count", "C080")]
    public async Task A_body_in_another_character_set_is_told_as_that(string first, string second, string value)
    {
        static byte[] Bytes(string text) => text.All(char.IsAsciiHexDigitUpper) ? Convert.FromHexString(text) : Encoding.ASCII.GetBytes(text);
        byte[] body = [.. "{\""u8, .. Bytes(first), .. "\": \""u8, .. Bytes(value), .. "\", \""u8, .. Bytes(second), .. "\": 1}"u8];
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        Assert.Equal("not_utf8", (await Problem(await app.Client.PostAsync("/things", content), 400)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Characters_may_lie_across_the_blocks_in_which_a_body_is_read()
    {
        var name = string.Concat(Enumerable.Repeat("𠮷黄a", 40_000));
        using var content = new StreamContent(new DrippingStream(Encoding.UTF8.GetBytes($$"""{"name": "{{name}}", "count": 1}""")));
        content.Headers.ContentType = new("application/json");
        var response = await app.Client.PostAsync("/things", content);
        Assert.Equal(name, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate, gzip")]
    public async Task A_packed_body_is_told_as_that(string coding)
    {
        using var content = new ByteArrayContent([0x1F, 0x8B, 8, 0]);
        content.Headers.ContentType = new("application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        var problem = await Problem(await app.Client.PostAsync("/things", content), 415);
        Assert.Contains(coding, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"name": "\ud83d", "count": 1}""", "surrogate")]
    [InlineData("""{"name": "\ude00x", "count": 1}""", "surrogate")]
    [InlineData("""{"name": "a", "count": "3"}""", "it is a number")]
    [InlineData("""{"name": "a", "count": 3.5}""", "whole number")]
    [InlineData("""{"name": "a", "count": 1, "tags": "x"}""", "list")]
    [InlineData("""{"name": true, "count": 1}""", "text")]
    public async Task It_is_said_what_is_expected(string body, string says)
    {
        var problem = await Problem(await app.Client.PostAsync("/things", new StringContent(body, Encoding.UTF8, "application/json")), 400);
        Assert.Contains(says, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$", "")]
    [InlineData("$.size", "/size")]
    [InlineData("$.references[10]", "/references/10")]
    [InlineData("$.metadata['a.b']", "/metadata/a.b")]
    [InlineData("$.metadata['a/b~[0]']", "/metadata/a~1b~0[0]")]
    [InlineData("$['a b'].c", "/a b/c")]
    [InlineData("$.metadata['图'][1]", "/metadata/图/1")]
    public void A_path_becomes_a_pointer(string path, string pointer) => Assert.Equal(pointer, BadRequestProblem.Pointer(path));

    [Fact]
    public async Task An_answer_is_short_however_long_the_name_that_it_quotes()
    {
        var response = await app.Client.PostAsync("/things", new StringContent($$"""{"{{new string('n', 900_000)}}": 1}""", Encoding.UTF8, "application/json"));
        await Problem(response, 400);
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1, 2_000);
    }

    [Fact]
    public async Task An_answer_is_short_however_much_is_wrong()
    {
        var response = await app.Client.GetAsync("/all-wrong");
        var problem = await Problem(response, 422);
        Assert.Equal(50, problem.GetProperty("errors").GetArrayLength());
        Assert.InRange((await response.Content.ReadAsByteArrayAsync()).Length, 1, 40_000);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pictures_in_a_body_that_is_too_large_are_told_where_to_go(bool lengthInFront)
    {
        using var content = JsonContent.Create(new { name = new string('a', 2_000_000), count = 1 });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/things") { Content = lengthInFront ? new ByteArrayContent(await content.ReadAsByteArrayAsync()) : content };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = !lengthInFront;
        var problem = await Problem(await app.Client.SendAsync(request), 413);
        Assert.Equal("body_too_large", problem.GetProperty("code").GetString());
        Assert.Contains("/api/v1/uploads", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_another_type_is_415() =>
        await Problem(await app.Client.PostAsync("/things", new StringContent("name=a", Encoding.UTF8, "text/plain")), 415);

    [Fact]
    public async Task A_body_over_the_limit_is_413() =>
        await Problem(await app.Client.PostAsync("/things", JsonContent.Create(new { name = new string('a', 2_000_000), count = 1 })), 413);

    /// <summary>Closed too early, the connection would be reset under the caller's hands, and the answer lost.</summary>
    [Theory]
    [InlineData("Content-Length: 4000000", "", "")]
    [InlineData("Transfer-Encoding: chunked", "186a0\r\n", "\r\n")]
    public async Task Who_still_sends_a_body_that_was_refused_gets_the_answer(string length, string before, string behind)
    {
        var cancel = TestContext.Current.CancellationToken;
        var address = app.Client.BaseAddress!;
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port, cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /things HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{length}\r\nConnection: close\r\n\r\n"), cancel);
        byte[] part = [.. Encoding.ASCII.GetBytes(before), .. Encoding.ASCII.GetBytes(new string(' ', 100_000)), .. Encoding.ASCII.GetBytes(behind)];
        // Past the limit of 1 MiB.
        for (var i = 0; i < 11; i++)
            await stream.WriteAsync(part, cancel);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(cancel));

        for (var i = 11; i < 40; i++)
            await stream.WriteAsync(part, cancel);
        if (before.Length > 0)
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancel);
        Assert.Contains("body_too_large", await reader.ReadToEndAsync(cancel), StringComparison.Ordinal);
    }

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
