using System.Text.Json;
using ImageGen.Accounts.Protection;
using ImageGen.Accounts.Sessions;
using ImageGen.Accounts.Users;
using ImageGen.Persistence;
using ImageGen.TestKit;
using ImageGen.TestKit.Oidc;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Accounts.Tests.Oidc;

/// <summary>Signing in by a provider, the whole way over real http.</summary>
public sealed class OidcSignInTests(MongoServer mongo) : IAsyncLifetime
{
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly string folder = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
    private readonly OidcBrowser browser = new();
    private OidcServer provider = null!;

    public async ValueTask InitializeAsync() => provider = await OidcServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_page_learns_of_the_provider_where_nobody_is_signed_in()
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Name", "Company"));
        var ada = await host.FirstAdminAsync();
        var session = await AccountsHost.JsonAsync(200, await host.SendAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal("Company", session.GetProperty("provider").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, (await AccountsHost.JsonAsync(200, await ada.GetAsync("/api/v1/session"))).GetProperty("provider").ValueKind);
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_such_sign_in()
    {
        await using var host = await AccountsHost.StartAsync();
        await host.FirstAdminAsync();
        var session = await AccountsHost.JsonAsync(200, await host.SendAsync(HttpMethod.Get, "/api/v1/session"));
        Assert.Equal(JsonValueKind.Null, session.GetProperty("provider").ValueKind);
        Assert.Equal("oidc_off", await AccountsHost.ProblemAsync(404, await host.SendAsync(HttpMethod.Get, "/api/v1/session/oidc")));
        Assert.Equal("oidc_off", await AccountsHost.ProblemAsync(404, await host.SendAsync(HttpMethod.Get, "/api/v1/session/oidc/callback?code=1&state=1")));
    }

    [Fact]
    public async Task A_user_with_the_same_verified_address_is_signed_in_and_goes_by_the_subject_from_then_on()
    {
        await using var host = await StartAsync();
        var ada = await host.FirstAdminAsync();
        var (_, id) = await host.MemberAsync(ada, "bob@example.com");

        Assert.Equal("/jobs/1?a=b", await browser.SignInAsync(host, "/jobs/1?a=b"));
        Assert.Equal(id, await OwnerAsync(browser.VisitorAt(host)));

        // Another address at the provider: the same person, and no other's account.
        await host.MemberAsync(ada, "eve@example.com");
        provider.Person = provider.Person! with { Email = "eve@example.com", IsVerified = false };
        Assert.Equal("/", await browser.SignInAsync(host));
        Assert.Equal(id, await OwnerAsync(browser.VisitorAt(host)));
    }

    [Fact]
    public async Task The_session_is_one_of_ours_and_ends_like_any_other()
    {
        await using var host = await StartAsync();
        await host.MemberAsync(await host.FirstAdminAsync(), "bob@example.com");
        var back = await browser.AtProviderAsync(await browser.BeginAsync(host));
        var answer = await browser.BackAsync(host, back);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(text => text.Contains("imagegen_session", StringComparison.Ordinal));
        Assert.StartsWith("__Host-imagegen_session=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Cookies.Keys, name => name.StartsWith("imagegen_oidc_", StringComparison.Ordinal));

        var bob = browser.VisitorAt(host);
        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Delete, "/api/v1/session"));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await bob.GetAsync("/probe/owner"));
    }

    /// <summary>As behind the gateway, which asks by a name of its own and says by which it was asked.</summary>
    [Fact]
    public async Task Behind_the_door_people_come_back_to_the_name_that_the_operator_has_said()
    {
        await using var host = await AccountsHost.StartBehindTheDoorAsync([.. OidcSettings.Of(provider), ("ImageGen:Oidc:Domains", "example.com")]);
        var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/session/oidc", null, ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http"));
        Assert.Equal($"{OidcBrowser.PublicUrl}/api/v1/session/oidc/callback", RedirectOf(answer));
        Assert.Equal("/", await browser.SignInAsync(host));
        Assert.True(browser.HasSession);
    }

    /// <summary>In one process nobody may have said a name: it goes by the one that was asked for, and answers to its own only.</summary>
    [Fact]
    public async Task A_foreign_name_leads_nobody_elsewhere()
    {
        await using var host = await AccountsHost.StartAsync(
            time, isOptional: true, [.. OidcSettings.Of(provider).Where(setting => setting.Name != "ImageGen:PublicUrl"), ("ImageGen:AdminEmail", AccountsHost.Email), ("ImageGen:AdminPassword", AccountsHost.Password)]);
        var own = host.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);
        var forwarded = await host.SendAsync(HttpMethod.Get, "/api/v1/session/oidc", null, ("X-Forwarded-Host", "evil.example"), ("Forwarded", "host=evil.example"));
        Assert.Equal($"{own}/api/v1/session/oidc/callback", RedirectOf(forwarded));
        Assert.Equal("host_not_allowed", await AccountsHost.ProblemAsync(400, await host.SendAsync(HttpMethod.Get, "/api/v1/session/oidc", null, ("Host", "evil.example"))));
    }

    [Fact]
    public async Task What_the_browser_carries_meanwhile_goes_back_to_us_only_and_not_for_long()
    {
        await using var host = await StartAsync();
        await host.FirstAdminAsync();
        var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/session/oidc");
        Assert.Equal("S256", System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["code_challenge_method"]);
        Assert.Equal($"{OidcBrowser.PublicUrl}/api/v1/session/oidc/callback", RedirectOf(answer));
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.Equal(2, cookies.Count);
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("imagegen_oidc_", cookie, StringComparison.Ordinal);
            Assert.Contains("httponly", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.Ordinal);
            Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
            Assert.Contains("path=/api/v1/session/oidc/callback", cookie, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/x")]
    [InlineData("evil")]
    [InlineData("/a\r\nb: c")]
    public async Task Nobody_is_led_elsewhere_afterwards(string returnTo)
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Domains", "example.com"));
        await host.FirstAdminAsync();
        Assert.Equal("/", await browser.SignInAsync(host, returnTo));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongodb")]
    public async Task What_began_at_one_replica_ends_at_another_and_after_a_restart(string store)
    {
        var shared = store == "sqlite" ? ("IMAGEGEN_DATA", folder) : ("MONGODB_URL", await mongo.NewDatabaseAsync());
        Uri back;
        await using (var one = await StartAsync(shared, ("ImageGen:Oidc:Domains", "example.com")))
        {
            await one.FirstAdminAsync();
            await using var other = await StartAsync(shared, ("ImageGen:Oidc:Domains", "example.com"));
            Assert.Equal("/", await browser.SignInAsync(one, backAt: other));
            Assert.StartsWith("usr_", await OwnerAsync(browser.VisitorAt(one)), StringComparison.Ordinal);
            back = await browser.AtProviderAsync(await browser.BeginAsync(one));
        }

        await using var again = await StartAsync(shared, ("ImageGen:Oidc:Domains", "example.com"));
        Assert.Equal("/", OidcBrowser.PathOf(await browser.BackAsync(again, back)));
        Assert.Single((await again.Get<IDocuments<ProtectionKey>>().PageAsync(new PageQuery { OrderBy = ProtectionKey.CreatedAtField }, default)).Items);
    }

    /// <summary>Else each would read only what it has written itself, for a day.</summary>
    [Fact]
    public async Task Replicas_that_make_a_key_at_the_same_moment_agree_on_one()
    {
        await using var one = await StartAsync(("IMAGEGEN_DATA", folder));
        await using var other = await StartAsync(("IMAGEGEN_DATA", folder));
        AccountsHost[] hosts = [one, other];

        var texts = await Task.WhenAll(hosts.Select(host => Task.Run(() => host.Get<IDataProtectionProvider>().CreateProtector("test").Protect("a text"))));

        Assert.Single(one.Get<ProtectionKeys>().GetAllElements());
        Assert.All(hosts, host => Assert.All(texts, text => Assert.Equal("a text", host.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(text))));
    }

    [Fact]
    public async Task Tokens_of_the_provider_are_neither_kept_nor_told()
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Domains", "example.com"));
        await host.FirstAdminAsync();
        var begin = await browser.BeginAsync(host);
        var back = await browser.AtProviderAsync(begin);
        var answer = await browser.BackAsync(host, back);
        var user = (await AccountsHost.JsonAsync(200, await browser.VisitorAt(host).GetAsync("/api/v1/account"))).GetProperty("user").GetProperty("id").GetString()!;
        var stored = JsonSerializer.Serialize((await host.Get<IDocuments<User>>().GetAsync(user, default))!.Body);
        var sessions = await host.Get<IDocuments<Session>>().PageAsync(new PageQuery { OrderBy = Session.ExpiresAtField }, default);
        var told = string.Join('\n', host.Log) + answer + await answer.Content.ReadAsStringAsync() + stored + JsonSerializer.Serialize(sessions.Items);
        Assert.Equal(2, provider.Tokens.Count);
        string[] secrets = [.. provider.Tokens, OidcServer.ClientSecret, System.Web.HttpUtility.ParseQueryString(back.Query)["code"]!];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, told, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_key_of_protection_goes_when_it_has_protected_the_last()
    {
        await using var host = await StartAsync();
        host.Get<IDataProtectionProvider>().CreateProtector("test").Protect("a text");
        var keys = host.Get<ProtectionKeys>();
        host.Time.Advance(TimeSpan.FromDays(90));
        Assert.Equal(0, await keys.PurgeAsync(default));
        host.Time.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, await keys.PurgeAsync(default));
        Assert.Empty(keys.GetAllElements());
    }

    private static string? RedirectOf(HttpResponseMessage answer) => System.Web.HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["redirect_uri"];

    private Task<AccountsHost> StartAsync(params (string Name, string Value)[] settings) =>
        AccountsHost.StartAsync(time, isOptional: false, [.. OidcSettings.Of(provider), .. settings]);

    private static async Task<string> OwnerAsync(Visitor visitor)
    {
        var answer = await visitor.GetAsync("/probe/owner");
        await AccountsHost.ExpectAsync(200, answer);
        return await answer.Content.ReadAsStringAsync();
    }
}
