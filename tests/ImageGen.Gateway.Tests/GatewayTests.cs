using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ImageGen.Edge;
using ImageGen.ServiceDefaults;
using ImageGen.ServiceDefaults.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Gateway.Tests;

public sealed class GatewayTests : IAsyncLifetime
{
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private StubService jobs = null!;
    private StubService storage = null!;
    private StubService worker = null!;
    private WebApplication gateway = null!;

    public async ValueTask InitializeAsync()
    {
        jobs = await new StubService("jobs").StartAsync();
        storage = await new StubService("storage").StartAsync();
        worker = await new StubService("worker").StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:Jobs"] = jobs.Address,
            ["Gateway:Storage"] = storage.Address,
            ["Gateway:Worker"] = worker.Address,
        });
        builder.AddServiceDefaults();
        builder.AddGateway();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Longer than any test: what waits for it never ends.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromHours(1));
        gateway = builder.Build();
        gateway.UseServiceDefaults();
        gateway.MapDefaultEndpoints();
        gateway.UseEdge();
        gateway.MapGateway();
        await gateway.StartAsync();
        client.BaseAddress = new Uri(gateway.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await jobs.DisposeAsync();
        await storage.DisposeAsync();
        await worker.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/jobs", "jobs")]
    [InlineData("/api/v1/jobs/job_1", "jobs")]
    [InlineData("/api/v1/jobs/batch", "jobs")]
    [InlineData("/api/v1/batches/bat_1", "jobs")]
    [InlineData("/api/v1/templates", "jobs")]
    [InlineData("/api/v1/templates/import", "jobs")]
    [InlineData("/api/v1/models", "jobs")]
    [InlineData("/api/v1/system", "jobs")]
    [InlineData("/api/v1/styles", "jobs")]
    [InlineData("/api/v1/admin/jobs/job_1", "jobs")]
    [InlineData("/api/v1/admin/documents", "jobs")]
    [InlineData("/docs/start.js", "jobs")]
    [InlineData("/api/v1/links/lnk_1", "jobs")]
    [InlineData("/api/v1/shared/token", "jobs")]
    [InlineData("/api/v1/uploads/upl_1/content", "storage")]
    [InlineData("/api/v1/images/img_1/content", "storage")]
    [InlineData("/api/v1/admin/providers", "worker")]
    [InlineData("/api/v1/prompts/optimize", "worker")]
    [InlineData("/api/v1/callbacks/volcengine/token", "worker")]
    public async Task Each_address_has_its_service(string path, string service) =>
        Assert.StartsWith($"{service} {path} ", await client.GetStringAsync(path), StringComparison.Ordinal);

    [Theory]
    [InlineData("/api/v1/images/export", "jobs")]
    [InlineData("/api/v1/images/img_1/links", "jobs")]
    [InlineData("/api/v1/labels/read", "storage")]
    [InlineData("/api/v1/images/img_1/review", "jobs")]
    public async Task What_is_written_there_has_its_service_too(string path, string service) =>
        Assert.StartsWith($"{service} {path} ", await (await client.PostAsync(path, new ByteArrayContent([1]))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/jobs/job_1/events")]
    public async Task A_stream_passes_unbuffered(string path)
    {
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        // The service has written one line and goes on streaming: a buffering proxy would never show it.
        Assert.Equal("retry: 1000", await reader.ReadLineAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("/api/v1/events")]
    [InlineData("/api/v1/jobs/job_1/events")]
    public async Task An_open_stream_does_not_hold_up_a_stop(string path)
    {
        using var response = await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("retry: 1000", await reader.ReadLineAsync());

        await gateway.StopAsync().WaitAsync(TimeSpan.FromMinutes(1));

        await Assert.ThrowsAnyAsync<IOException>(() => reader.ReadToEndAsync());
    }

    [Fact]
    public async Task A_services_own_problem_passes_untouched()
    {
        var response = await client.GetAsync("/api/v1/jobs/refused");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("own", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_service_that_is_away_is_told_as_a_problem_that_may_be_retried()
    {
        await storage.DisposeAsync();
        var response = await client.GetAsync("/api/v1/images/img_1/content");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("service_unavailable", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("/api/v1/uploads", 12 << 20)]
    [InlineData("/api/v1/labels/read", 30 << 20)]
    [InlineData("/api/v1/jobs", 900_000)]
    [InlineData("/api/v1/jobs/batch", 3 << 20)]
    [InlineData("/api/v1/templates/import", 3 << 20)]
    public async Task A_body_of_an_allowed_size_passes_whole(string path, int bytes) =>
        Assert.EndsWith($" {path} {bytes}", await (await client.PostAsync(path, new ByteArrayContent(new byte[bytes]))).Content.ReadAsStringAsync(), StringComparison.Ordinal);

    [Theory]
    [InlineData("/api/v1/uploads", 33 << 20)]
    [InlineData("/api/v1/jobs", 2 << 20)]
    [InlineData("/api/v1/jobs/batch", 5 << 20)]
    [InlineData("/api/v1/templates/import", 5 << 20)]
    public async Task A_body_that_is_too_large_is_the_callers_fault_and_told_so(string path, int bytes)
    {
        // Without a length in front, so that it is found while the body passes.
        using var content = new StreamContent(new MemoryStream(new byte[bytes]));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = true;

        var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("body_too_large", (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_description_covers_what_every_service_answers()
    {
        var paths = (await client.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");
        foreach (var path in new[] { "/api/v1/jobs", "/api/v1/images/{id}", "/api/v1/uploads" })
            Assert.True(paths.TryGetProperty(path, out _), path);
    }

    [Fact]
    public async Task The_callers_request_id_reaches_the_service_and_comes_back()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.Add("X-Request-Id", "order-17");
        var response = await client.SendAsync(request);
        Assert.Equal("order-17", response.Headers.GetValues("X-Request-Id").Single());
        Assert.EndsWith(" order-17", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_id_that_could_break_a_log_is_replaced()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.TryAddWithoutValidation("X-Request-Id", "a b<script>");
        var response = await client.SendAsync(request);
        Assert.Matches("^[0-9a-f]{32}$", response.Headers.GetValues("X-Request-Id").Single());
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "null", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "same-origin", HttpStatusCode.OK)]
    public async Task A_foreign_page_may_not_write(string header, string value, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs");
        request.Headers.Add(header, value);
        Assert.Equal(expected, (await client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task The_pages_own_origin_may_write()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs");
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("Idempotency-Key: 钥匙")]
    [InlineData("Accept-Language: 中文;q=é")]
    [InlineData("X-Anything: é\u0001")]
    [InlineData("Cookie: a=图")]
    [InlineData("Content-Type: application/json; charset=图")]
    [InlineData("Content-Type: image/图")]
    [InlineData("X-Forwarded-For: 图")]
    [InlineData("Prefer: wait=图")]
    [InlineData("Expect: 图")]
    [InlineData("TE: 图")]
    [InlineData("Upgrade: 图")]
    [InlineData("Transfer-Encoding: gzip")]
    public async Task A_header_of_the_callers_is_no_fault_of_the_service(string header)
    {
        foreach (var line in new[] { "GET /api/v1/jobs", "POST /api/v1/jobs", "POST /api/v1/uploads", "GET /api/v1/images/x/content" })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
            await socket.GetStream().WriteAsync(Encoding.UTF8.GetBytes($"{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n{header}\r\n\r\n"));
            using var reader = new StreamReader(socket.GetStream());
            Assert.Matches("^HTTP/1.1 [24]", await reader.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task The_services_have_a_door_too_to_which_this_page_is_foreign()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs");
        request.Headers.Add("Origin", client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        Assert.Equal(new Uri(jobs.Address).Authority, jobs.Seen.Host);
        Assert.DoesNotContain("Origin", jobs.Seen.Keys);
        Assert.DoesNotContain("Sec-Fetch-Site", jobs.Seen.Keys);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_to_load_nothing_from_elsewhere_and_to_take_no_script_and_no_style_from_the_page_itself()
    {
        var response = await client.GetAsync("/nowhere");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.Equal(
            ["base-uri 'self'", "default-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "img-src 'self' data: blob:", "object-src 'none'"],
            policy.Order(StringComparer.Ordinal));
    }

    /// <summary>Nor does it let other sites show what is ours, or keep a hand on our window; and no site is let in by name.</summary>
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/jobs")]
    [InlineData("/health/live")]
    public async Task Other_sites_can_show_nothing_of_ours(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Origin", "https://evil.example" } } };
        var headers = (await client.SendAsync(request)).Headers;
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.Equal("same-origin", headers.GetValues("Cross-Origin-Opener-Policy").Single());
        Assert.DoesNotContain(headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_wrong_address_of_a_service_is_named_at_start()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:Jobs"] = "jobs:8081" }).Build();
        Assert.Contains("Gateway:Jobs", Assert.Throws<ConfigurationException>(() => GatewayRoutes.Clusters(configuration)).Message, StringComparison.Ordinal);
    }
}
