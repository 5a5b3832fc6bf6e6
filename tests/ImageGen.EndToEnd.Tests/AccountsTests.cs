using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Tokens between real processes: made by one, carried by another, verified by the rest.</summary>
[Collection<OnAccounts>]
public sealed class AccountsTests(AccountsDeployment deployment) : IAsyncLifetime
{
    public ValueTask InitializeAsync() => deployment.StartAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_key_makes_a_picture_which_nobody_gets_without_one()
    {
        var id = ImageGenClient.Id(await deployment.Client.SubmitAsync("a fox with a key"));
        await Eventually.HoldsAsync("the job ends", async () => ImageGenClient.HasEnded(await deployment.Client.GetAsync(id)), deployment.Outputs);
        var job = await deployment.Client.GetAsync(id);
        Assert.Equal("succeeded", ImageGenClient.Status(job));
        var picture = job.GetProperty("images")[0].GetProperty("url").GetString()!;

        Assert.Equal(HttpStatusCode.OK, (await deployment.Client.Http.GetAsync(picture)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("gateway", picture));
    }

    [Theory]
    [InlineData("jobs-1", "/api/v1/jobs")]
    [InlineData("storage", "/api/v1/images/img_job_1_1_0")]
    [InlineData("worker-1", "/api/v1/admin/providers")]
    [InlineData("accounts-1", "/api/v1/users")]
    public async Task A_service_lets_in_nobody_past_the_gateway(string process, string path)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(process, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(process, path, deployment.Cookie));
    }

    [Fact]
    public async Task A_session_is_good_at_every_gateway_and_after_the_restart_of_what_knows_it()
    {
        Assert.Equal(HttpStatusCode.OK, await AskAsync("gateway-2", "/api/v1/admin/providers", deployment.Cookie));

        await deployment.Process("accounts-2").KillAsync();
        await deployment.Process("accounts-2").StartAsync();

        await Eventually.HoldsAsync(
            "the session is good again", async () => await AskAsync("gateway-2", "/api/v1/admin/providers", deployment.Cookie) == HttpStatusCode.OK, deployment.Outputs);
    }

    /// <summary>From the jobs service over the broker, and from storage, to the record; with the address that the gateway has seen.</summary>
    [Fact]
    public async Task What_a_program_does_is_on_record_whichever_service_does_it()
    {
        var id = ImageGenClient.Id(await deployment.Client.SubmitAsync("a fox on record"));
        using var picture = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(SourceTree.Root, "docs", "images", "generate.png")));
        picture.Headers.ContentType = new("image/png");
        using var made = await deployment.Client.Http.PostAsync("/api/v1/uploads", picture);
        var upload = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.NoContent, (await deployment.Client.Http.DeleteAsync($"/api/v1/uploads/{upload}")).StatusCode);

        foreach (var (action, what) in new[] { ("job.created", id), ("upload.deleted", upload) })
        {
            JsonElement entry = default;
            await Eventually.HoldsAsync(
                $"{action} is on record",
                async () =>
                {
                    var found = await ReadAsync($"/api/v1/audit?action={action}&object={what}");
                    entry = found.GetArrayLength() == 1 ? found[0] : default;
                    return entry.ValueKind == JsonValueKind.Object;
                },
                deployment.Outputs);
            Assert.Equal("local", entry.GetProperty("actor").GetString());
            Assert.StartsWith("key_", entry.GetProperty("credential").GetString(), StringComparison.Ordinal);
            Assert.Equal("127.0.0.1", entry.GetProperty("address").GetString());
            Assert.NotEmpty(entry.GetProperty("request_id").GetString()!);
        }
    }

    /// <summary>From one gateway to the provider and back to the other, before another accounts service; and out again, there as well.</summary>
    [Fact]
    public async Task Somebody_signs_in_by_the_provider_between_two_gateways_and_out_of_both()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        (Uri Location, IReadOnlyList<string> Cookies) began = (new Uri(AccountsDeployment.PublicUrl), []);
        // On a busy machine the provider may not answer at once, and the page says so.
        await Eventually.HoldsAsync(
            "the provider is asked",
            async () =>
            {
                began = await FollowAsync(browser, At("gateway", "/api/v1/session/oidc?return_to=/jobs"), "");
                return began.Location.AbsoluteUri.StartsWith(deployment.Provider.Address, StringComparison.Ordinal);
            },
            deployment.Outputs);
        var carried = string.Join("; ", began.Cookies);
        var (back, _) = await FollowAsync(browser, began.Location, "");
        Assert.StartsWith(AccountsDeployment.PublicUrl, back.AbsoluteUri, StringComparison.Ordinal);

        var entered = await FollowAsync(browser, At("gateway-2", back.PathAndQuery), carried);

        Assert.EndsWith("/jobs", entered.Location.OriginalString, StringComparison.Ordinal);
        var cookie = Assert.Single(entered.Cookies, text => text.StartsWith("imagegen_session=", StringComparison.Ordinal));
        using var who = await SendAsync(browser, HttpMethod.Get, At("gateway", "/api/v1/account"), cookie);
        Assert.Equal("bob@example.com", (await who.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("user").GetProperty("email").GetString());

        using var left = await SendAsync(browser, HttpMethod.Delete, At("gateway", "/api/v1/session"), cookie);
        var (home, _) = await FollowAsync(browser, new Uri((await left.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("provider_url").GetString()!), "");

        Assert.Equal(AccountsDeployment.PublicUrl + "/", home.GetLeftPart(UriPartial.Path));
        Assert.Equal(["subject-of-bob"], deployment.Provider.SignedOut);
        await Eventually.HoldsAsync(
            "the session is over", async () => await AskAsync("gateway-2", "/api/v1/account", cookie) == HttpStatusCode.Unauthorized, deployment.Outputs);
    }

    private Uri At(string process, string path) => new(deployment.Process(process).Address, path);

    private static async Task<(Uri Location, IReadOnlyList<string> Cookies)> FollowAsync(HttpClient browser, Uri page, string cookies)
    {
        using var answer = await SendAsync(browser, HttpMethod.Get, page, cookies);
        Assert.True(answer.StatusCode == HttpStatusCode.Found, $"{page}: {await answer.Content.ReadAsStringAsync()}");
        return (new Uri(page, answer.Headers.Location!), answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set.Select(cookie => cookie.Split(';')[0])] : []);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, HttpMethod method, Uri page, string cookies)
    {
        using var request = new HttpRequestMessage(method, page);
        request.Headers.Add("Sec-Fetch-Site", method == HttpMethod.Get ? "cross-site" : "same-origin");
        request.Headers.Add("Sec-Fetch-Dest", "document");
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
        return await browser.SendAsync(request);
    }

    private async Task<JsonElement> ReadAsync(string path)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = deployment.Process("gateway").Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", deployment.Cookie);
        using var answer = await client.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("data").Clone();
    }

    private async Task<HttpStatusCode> AskAsync(string process, string path, string? cookie = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = deployment.Process(process).Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return (await client.SendAsync(request)).StatusCode;
    }
}
