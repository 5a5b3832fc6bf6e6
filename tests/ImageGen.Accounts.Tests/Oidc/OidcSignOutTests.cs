using System.Web;
using ImageGen.TestKit.Oidc;

namespace ImageGen.Accounts.Tests.Oidc;

/// <summary>Signing out here, and then at the provider, the whole way over real http.</summary>
public sealed class OidcSignOutTests : IAsyncLifetime
{
    private const string Here = "/api/v1/session";

    private readonly string folder = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
    private readonly OidcBrowser browser = new();
    private OidcServer provider = null!;

    public async ValueTask InitializeAsync() => provider = await OidcServer.StartAsync(endsSessions: true);

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(Here)]
    [InlineData("/api/v1/sessions")]
    public async Task Who_has_signed_in_there_signs_out_there_too_and_comes_back(string path)
    {
        await using var host = await StartAsync();
        await browser.SignInAsync(host);
        var bob = browser.VisitorAt(host);

        var page = await LeaveAsync(bob, path);

        var asked = HttpUtility.ParseQueryString(page.Query);
        Assert.Equal((OidcServer.ClientId, OidcBrowser.PublicUrl + "/"), (asked["client_id"], asked["post_logout_redirect_uri"]));
        Assert.Contains(asked["id_token_hint"], provider.Tokens);
        using var elsewhere = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var answer = await elsewhere.GetAsync(page);
        Assert.True(answer.Headers.Location is not null, await answer.Content.ReadAsStringAsync());
        Assert.Equal(OidcBrowser.PublicUrl + "/", answer.Headers.Location.GetLeftPart(UriPartial.Path));
        Assert.Equal(["subject-of-bob"], provider.SignedOut);
        await IsOutAsync(bob);
    }

    [Fact]
    public async Task Signing_out_here_does_not_wait_for_a_provider_that_is_gone()
    {
        await using var host = await StartAsync();
        await browser.SignInAsync(host);
        await provider.StopAsync();
        var bob = browser.VisitorAt(host);
        await LeaveAsync(bob, Here);
        await IsOutAsync(bob);
    }

    [Fact]
    public async Task A_token_that_is_too_long_for_an_address_stays_out_of_it()
    {
        await using var host = await StartAsync();
        provider.Tamper = payload => payload["long"] = new string('x', 8000);
        await browser.SignInAsync(host);
        var asked = HttpUtility.ParseQueryString((await LeaveAsync(browser.VisitorAt(host), Here)).Query);
        Assert.Equal(OidcServer.ClientId, asked["client_id"]);
        Assert.Null(asked["id_token_hint"]);
    }

    [Fact]
    public async Task There_is_nothing_to_do_there_for_who_came_by_password_or_once_it_is_no_longer_set()
    {
        await using (var host = await StartAsync())
        {
            await AccountsHost.ExpectAsync(204, await (await host.FirstAdminAsync()).SendAsync(HttpMethod.Delete, Here));
            await browser.SignInAsync(host);
        }

        await using var without = await AccountsHost.StartAsync(("IMAGEGEN_DATA", folder), ("ImageGen:PublicUrl", OidcBrowser.PublicUrl));
        var bob = browser.VisitorAt(without);
        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Delete, Here));
        await IsOutAsync(bob);
    }

    [Fact]
    public async Task Nobody_else_learns_where_a_session_ends()
    {
        await using var host = await StartAsync();
        await browser.SignInAsync(host);
        var sessions = await browser.VisitorAt(host).GetAsync("/api/v1/sessions");
        var told = await sessions.Content.ReadAsStringAsync() + string.Join('\n', host.Log);
        Assert.All(provider.Tokens, token => Assert.DoesNotContain(token, told, StringComparison.Ordinal));
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Delete, Here, null, ("Sec-Fetch-Site", "same-origin")));
    }

    /// <returns>The provider's page.</returns>
    private static async Task<Uri> LeaveAsync(Visitor visitor, string path)
    {
        var answer = await visitor.SendAsync(HttpMethod.Delete, path);
        var left = await AccountsHost.JsonAsync(200, answer);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-imagegen_session=;", StringComparison.Ordinal));
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        return new Uri(left.GetProperty("provider_url").GetString()!);
    }

    private static async Task IsOutAsync(Visitor visitor)
    {
        visitor.Host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await visitor.GetAsync("/probe/owner"));
    }

    private Task<AccountsHost> StartAsync() =>
        AccountsHost.StartAsync([.. OidcSettings.Of(provider), ("IMAGEGEN_DATA", folder), ("ImageGen:Oidc:Domains", "example.com")]);
}
