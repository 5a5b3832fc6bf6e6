using System.Security.Cryptography;
using ImageGen.TestKit.Oidc;
using Microsoft.IdentityModel.Tokens;

namespace ImageGen.Accounts.Tests.Oidc;

/// <summary>What a hostile browser, a hostile page or a broken provider tries. Each ends on the page with a code, and without a session.</summary>
public sealed class OidcHostileTests : IAsyncLifetime
{
    private readonly OidcBrowser browser = new();
    private OidcServer provider = null!;
    private AccountsHost host = null!;

    public async ValueTask InitializeAsync()
    {
        provider = await OidcServer.StartAsync();
        host = await AccountsHost.StartAsync([.. OidcSettings.Of(provider), ("ImageGen:Oidc:Domains", "example.com")]);
        await host.FirstAdminAsync();
    }

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await host.DisposeAsync();
        await provider.DisposeAsync();
    }

    /// <summary>Else what follows would show nothing.</summary>
    [Fact]
    public async Task An_honest_sign_in_succeeds()
    {
        provider.Tamper = token => token["nickname"] = "Bobby";
        Assert.Equal("/", await browser.SignInAsync(host));
        Assert.True(browser.HasSession);
    }

    [Fact]
    public async Task Anothers_way_back_opens_nothing_here()
    {
        var back = await browser.AtProviderAsync(await browser.BeginAsync(host));
        using var victim = new OidcBrowser();
        await RefusedAsync("oidc_expired", victim, back);
        // Nor where the victim is on the way itself.
        await victim.BeginAsync(host);
        await RefusedAsync("oidc_expired", victim, back);
    }

    [Fact]
    public async Task Without_the_cookie_of_the_nonce_nobody_comes_in()
    {
        var back = await browser.AtProviderAsync(await browser.BeginAsync(host));
        Assert.True(browser.Cookies.Remove(browser.Cookies.Keys.Single(name => name.StartsWith("imagegen_oidc_nonce", StringComparison.Ordinal))));
        await RefusedAsync("oidc_failed", browser, back);
    }

    [Fact]
    public async Task A_way_back_is_good_once()
    {
        var back = await browser.AtProviderAsync(await browser.BeginAsync(host));
        using var thief = browser.WithTheCookies();
        Assert.Equal("/", OidcBrowser.PathOf(await browser.BackAsync(host, back)));
        using var again = new OidcBrowser();
        await RefusedAsync("oidc_expired", again, back);
        // With all that the browser had, and then it is the provider that knows the code.
        await RefusedAsync("oidc_failed", thief, back);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?code=a&state=b")]
    [InlineData("?state=b")]
    [InlineData("?code=a")]
    [InlineData("?error=server_error&error_description=%3Cscript%3E")]
    [InlineData("?id_token=eyJhbGciOiJub25lIn0.e30.&state=b")]
    [InlineData("?code=%00%F0%28&state=%ff")]
    public async Task What_nobody_has_asked_for_is_refused(string query) =>
        await RefusedAsync("oidc_expired", browser, new Uri($"{OidcBrowser.PublicUrl}/api/v1/session/oidc/callback{query}"));

    [Fact]
    public async Task Nothing_is_taken_from_a_posted_form()
    {
        var answer = await host.SendAsync(HttpMethod.Post, "/api/v1/session/oidc/callback", null, ("Sec-Fetch-Site", "same-origin"));
        Assert.Contains((int)answer.StatusCode, (int[])[401, 405]);
    }

    [Fact]
    public async Task A_changed_state_is_refused()
    {
        var back = await browser.AtProviderAsync(await browser.BeginAsync(host));
        await RefusedAsync("oidc_expired", browser, new Uri(back.ToString().Replace("state=C", "state=D", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_that_another_has_signed_is_refused()
    {
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        provider.SignWith = new ECDsaSecurityKey(foreign) { KeyId = "key-of-the-provider" };
        await RefusedAsync("oidc_failed");
    }

    [Theory]
    [InlineData("aud", "another-client")]
    [InlineData("iss", "https://evil.example/")]
    [InlineData("nonce", "another")]
    [InlineData("nonce", null)]
    [InlineData("sub", null)]
    [InlineData("exp", 1_000_000_000)]
    [InlineData("nbf", 4_000_000_000)]
    public async Task A_token_for_somebody_else_or_another_time_is_refused(string claim, object? value)
    {
        provider.Tamper = token =>
        {
            token.Remove(claim);
            if (value is not null)
                token[claim] = System.Text.Json.JsonSerializer.SerializeToNode(value);
        };
        await RefusedAsync("oidc_failed");
    }

    [Fact]
    public async Task Who_says_no_at_the_provider_is_back_on_the_page()
    {
        provider.Person = null;
        await RefusedAsync("oidc_denied");
    }

    [Fact]
    public async Task A_provider_that_is_away_at_the_beginning_is_told_so()
    {
        await provider.StopAsync();
        var end = await browser.BeginAsync(host);
        Assert.Equal("oidc_unavailable", OidcBrowser.ErrorOf(end.PathAndQuery));
    }

    [Fact]
    public async Task A_provider_that_is_away_at_the_end_is_told_so()
    {
        var back = await browser.AtProviderAsync(await browser.BeginAsync(host));
        await provider.StopAsync();
        await RefusedAsync("oidc_unavailable", browser, back);
    }

    private async Task RefusedAsync(string code) => await RefusedAsync(code, browser, await browser.AtProviderAsync(await browser.BeginAsync(host)));

    private async Task RefusedAsync(string code, OidcBrowser who, Uri back)
    {
        Assert.Equal(code, OidcBrowser.ErrorOf(OidcBrowser.PathOf(await who.BackAsync(host, back))));
        Assert.False(who.HasSession);
    }
}
