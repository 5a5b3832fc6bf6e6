using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Edge;
using ImageGen.ServiceDefaults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ImageGen.Gateway.Tests;

public sealed class WebAppTests : IAsyncLifetime
{
    private const string Page = "<!doctype html><title>ImageGen</title>";
    private readonly string folder = Directory.CreateTempSubdirectory("imagegen-web-").FullName;
    private readonly HttpClient client = new();
    private WebApplication app = null!;

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "index.html"), Page);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["ImageGen:WebRoot"] = folder });
        builder.AddServiceDefaults();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.UseServiceDefaults();
        app.MapPost("/api/v1/things/{id}/retry", (string id, Options? options) => options is null ? $"{id} as before" : $"{id} anew");
        app.UseWebApp();
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs/job_1")]
    public async Task The_apps_own_addresses_show_its_page(string path) => Assert.Equal(Page, await client.GetStringAsync(path));

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/health/nothing", 404, "not_found")]
    [InlineData("GET", "/assets/gone.js", 404, "not_found")]
    [InlineData("POST", "/jobs/job_1", 404, "not_found")]
    [InlineData("GET", "/api/v1/things/1/retry", 405, "method_not_allowed")]
    public async Task Other_addresses_say_what_is_wrong(string method, string path, int status, string code)
    {
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_request_without_its_optional_body_reaches_the_API()
    {
        using var response = await client.PostAsync("/api/v1/things/1/retry", content: null);
        Assert.Equal("1 as before", await response.Content.ReadAsStringAsync());
    }

    internal sealed record Options(bool Sure);
}
