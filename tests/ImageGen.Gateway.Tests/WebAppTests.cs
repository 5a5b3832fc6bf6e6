using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImageGen.Edge;
using ImageGen.ServiceDefaults;
using ImageGen.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ImageGen.Gateway.Tests;

public sealed partial class WebAppTests : IAsyncLifetime
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
    [InlineData("/jobs/job_1/images/img_1")]
    [InlineData("/account")]
    [InlineData("/account/password")]
    [InlineData("/admin/audit")]
    [InlineData("/batch/bat_1")]
    [InlineData("/reviews")]
    [InlineData("/templates/tpl_1/edit")]
    [InlineData("/usage")]
    public async Task The_apps_own_addresses_show_its_page(string path) => Assert.Equal(Page, await client.GetStringAsync(path));

    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/health/nothing", 404, "not_found")]
    [InlineData("GET", "/assets/gone.js", 404, "not_found")]
    [InlineData("GET", "/metrics", 404, "not_found")]
    [InlineData("HEAD", "/metrics", 404, null)]
    [InlineData("GET", "//", 404, "not_found")]
    [InlineData("GET", "//api/v1/things", 404, "not_found")]
    [InlineData("GET", "///jobs/job_1", 404, "not_found")]
    [InlineData("GET", "//jobs", 404, "not_found")]
    [InlineData("GET", "/API/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/%61pi/v1/nothing", 404, "not_found")]
    [InlineData("GET", "/imagegen/api/v1/things", 404, "not_found")]
    [InlineData("GET", "/jobsandmore", 404, "not_found")]
    [InlineData("GET", "/.env", 404, "not_found")]
    [InlineData("POST", "/jobs/job_1", 404, "not_found")]
    [InlineData("GET", "/api/v1/things/1/retry", 405, "method_not_allowed")]
    public async Task Other_addresses_say_what_is_wrong(string method, string path, int status, string? code)
    {
        using var response = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path)));
        Assert.Equal((HttpStatusCode)status, response.StatusCode);
        if (code is not null)
            Assert.Equal(code, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }

    /// <summary>The web app alone knows its routes; here they are written down once more.</summary>
    [Fact]
    public async Task Every_route_of_the_web_app_shows_its_page()
    {
        var routes = RoutePath().Matches(await File.ReadAllTextAsync(Path.Combine(SourceTree.Root, "web", "src", "app", "App.tsx")))
            .Select(route => route.Groups["path"].Value).Where(route => route != "*").ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
            Assert.Equal(Page, await client.GetStringAsync(Parameter().Replace("/" + route.TrimStart('/'), "some_id")));
    }

    [Fact]
    public async Task A_request_without_its_optional_body_reaches_the_API()
    {
        using var response = await client.PostAsync("/api/v1/things/1/retry", content: null);
        Assert.Equal("1 as before", await response.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("path=\"(?<path>[^\"]*)\"")]
    private static partial Regex RoutePath();

    [GeneratedRegex(":[A-Za-z]+")]
    private static partial Regex Parameter();

    internal sealed record Options(bool Sure);
}
