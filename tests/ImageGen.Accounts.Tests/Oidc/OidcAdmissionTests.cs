using ImageGen.Accounts.Users;
using ImageGen.Persistence;
using ImageGen.TestKit;
using ImageGen.TestKit.Oidc;

namespace ImageGen.Accounts.Tests.Oidc;

/// <summary>Who of those that the provider knows may come in, and as what.</summary>
public sealed class OidcAdmissionTests : IAsyncLifetime
{
    private readonly OidcBrowser browser = new();
    private OidcServer provider = null!;

    public async ValueTask InitializeAsync() => provider = await OidcServer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        browser.Dispose();
        await provider.DisposeAsync();
    }

    [Theory]
    [InlineData("bob@example.com", false)]
    [InlineData(null, true)]
    [InlineData("no address", true)]
    public async Task An_address_that_is_not_verified_opens_nobodys_account(string? email, bool isVerified)
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Domains", "example.com"));
        await host.MemberAsync(await host.FirstAdminAsync(), "bob@example.com");
        provider.Person = new Person("subject-of-eve", email, isVerified);
        Assert.Equal("oidc_email_unverified", OidcBrowser.ErrorOf(await browser.SignInAsync(host)));
        Assert.False(browser.HasSession);
    }

    [Fact]
    public async Task An_account_belongs_to_the_first_identity_that_has_its_address()
    {
        await using var host = await StartAsync();
        await host.MemberAsync(await host.FirstAdminAsync(), "bob@example.com");
        Assert.Equal("/", await browser.SignInAsync(host));
        using var another = new OidcBrowser();
        provider.Person = new Person("subject-of-eve", "bob@example.com");
        Assert.Equal("oidc_linked_elsewhere", OidcBrowser.ErrorOf(await another.SignInAsync(host)));
        Assert.False(another.HasSession);
    }

    [Fact]
    public async Task Whoever_no_rule_lets_in_has_to_be_added_first()
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Domains", "example.org, example.net"), ("ImageGen:Oidc:Teams", "designers=:admin"));
        var ada = await host.FirstAdminAsync();
        Assert.Equal("oidc_not_invited", OidcBrowser.ErrorOf(await browser.SignInAsync(host)));
        provider.Person = provider.Person! with { Email = "bob@sub.example.org" };
        Assert.Equal("oidc_not_invited", OidcBrowser.ErrorOf(await browser.SignInAsync(host)));
        provider.Person = provider.Person! with { Email = "bob@EXAMPLE.org", Name = " Bob\u0007 \n" };
        Assert.Equal("/", await browser.SignInAsync(host));
        var refused = await AccountsHost.JsonAsync(200, await ada.GetAsync("/api/v1/audit?action=session.refused"));
        Assert.Equal(["oidc_not_invited", "oidc_not_invited"], refused.GetProperty("data").EnumerateArray().Select(entry => entry.GetProperty("details").GetProperty("code").GetString()));
        var account = await AccountsHost.JsonAsync(200, await browser.VisitorAt(host).GetAsync("/api/v1/account"));
        var user = account.GetProperty("user");
        Assert.False(account.GetProperty("has_password").GetBoolean());
        Assert.Equal(("bob@example.org", "Bob", "member", false), (
            user.GetProperty("email").GetString(), user.GetProperty("name").GetString(), user.GetProperty("role").GetString(), user.GetProperty("invited").GetBoolean()));
    }

    [Fact]
    public async Task Two_tabs_at_once_make_one_user()
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Domains", "example.com"));
        var ada = await host.FirstAdminAsync();
        OidcBrowser[] tabs = [.. Enumerable.Range(0, 6).Select(_ => new OidcBrowser())];
        Uri[] back = [.. await Task.WhenAll(tabs.Select(async tab => await tab.AtProviderAsync(await tab.BeginAsync(host))))];

        var ends = await Task.WhenAll(tabs.Zip(back).Select(async tab => OidcBrowser.PathOf(await tab.First.BackAsync(host, tab.Second))));

        Assert.All(ends, end => Assert.Equal("/", end));
        Assert.Equal(2, (await AccountsHost.JsonAsync(200, await ada.GetAsync("/api/v1/users"))).GetProperty("data").GetArrayLength());
        foreach (var tab in tabs)
            tab.Dispose();
    }

    [Fact]
    public async Task Whoever_is_switched_off_stays_out()
    {
        await using var host = await StartAsync();
        var ada = await host.FirstAdminAsync();
        var (_, id) = await host.MemberAsync(ada, "bob@example.com");
        // Before the first time, and after.
        foreach (var isFirst in (bool[])[true, false])
        {
            await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { disabled = true }));
            using var refused = new OidcBrowser();
            Assert.Equal("oidc_user_off", OidcBrowser.ErrorOf(await refused.SignInAsync(host)));
            Assert.False(refused.HasSession);
            Assert.Equal(isFirst, (await host.Get<IDocuments<User>>().GetAsync(id, default))!.Body.Identity is null);
            await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { disabled = false }));
            Assert.Equal("/", await refused.SignInAsync(host));
        }
    }

    [Fact]
    public async Task Groups_give_and_take_what_the_rules_name_and_leave_all_else()
    {
        var folder = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
        string design, print, free, gone;
        await using (var before = await AccountsHost.StartAsync(("IMAGEGEN_DATA", folder)))
        {
            var ada = await before.FirstAdminAsync();
            (design, print, free, gone) = (await TeamAsync(ada), await TeamAsync(ada), await TeamAsync(ada), "tem_gone");
            var (_, id) = await before.MemberAsync(ada, "bob@example.com");
            await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"/api/v1/teams/{free}/members/{id}", new { role = "viewer" }));
            await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"/api/v1/teams/{print}/members/{id}", new { role = "admin" }));
        }

        var rules = $"designers={design}:viewer, /lead=designers={design}:admin,{print}={print}:member,ops=:admin,designers={gone}:member";
        await using (var host = await StartAsync(("IMAGEGEN_DATA", folder), ("ImageGen:Oidc:Teams", rules)))
        {
            provider.Person = provider.Person! with { Groups = ["designers", "/lead=designers", "ops", "unknown"] };
            await browser.SignInAsync(host);
            await HasAsync(host, "admin", (design, "admin"), (free, "viewer"));

            provider.Person = provider.Person with { Groups = ["designers", print] };
            await browser.SignInAsync(host);
            await HasAsync(host, "member", (design, "viewer"), (free, "viewer"), (print, "member"));

            provider.Person = provider.Person with { Groups = [] };
            await browser.SignInAsync(host);
            await HasAsync(host, "member", (free, "viewer"));

            // In a group that a rule names anybody may come in; and nobody locks out the first administrator.
            provider.Person = new Person("subject-of-carl", "carl@elsewhere.example", Groups: ["ops"]);
            using var other = new OidcBrowser();
            Assert.Equal("/", await other.SignInAsync(host));
            provider.Person = new Person("subject-of-ada", AccountsHost.Email);
            using var first = new OidcBrowser();
            Assert.Equal("/", await first.SignInAsync(host));
            await AccountsHost.ExpectAsync(200, await first.VisitorAt(host).GetAsync("/api/v1/users"));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_a_sign_in_brings_along_is_on_record_as_the_providers()
    {
        await using var host = await StartAsync(("ImageGen:Oidc:Teams", "ops=:admin"));
        var ada = await host.FirstAdminAsync();
        var (_, bob) = await host.MemberAsync(ada, "bob@example.com");
        await browser.SignInAsync(host);
        provider.Person = provider.Person! with { Groups = ["ops"] };
        await browser.SignInAsync(host);
        provider.Person = new Person("subject-of-carl", "carl@example.com", Groups: ["ops"]);
        using var carls = new OidcBrowser();
        await carls.SignInAsync(host);
        var carl = (await AccountsHost.JsonAsync(200, await carls.VisitorAt(host).GetAsync("/api/v1/account"))).GetProperty("user").GetProperty("id").GetString();

        await Eventually.HoldsAsync("all of it is on record", async () => (await ByProviderAsync(ada)).Count == 4);

        // Ids that were drawn at the same moment come in any order.
        Assert.Equivalent(
            new[] { $"user.changed {bob} linked", $"user.changed {bob} role", $"user.changed {carl} role", $"user.created {carl} email name role" },
            await ByProviderAsync(ada), strict: true);
    }

    private static async Task<IReadOnlyList<string>> ByProviderAsync(Visitor admin) =>
    [
        .. from entry in (await AccountsHost.JsonAsync(200, await admin.GetAsync("/api/v1/audit"))).GetProperty("data").EnumerateArray()
           let action = entry.GetProperty("action").GetString()!
           let details = entry.GetProperty("details").EnumerateObject().ToDictionary(detail => detail.Name, detail => detail.Value.GetString())
           where action.StartsWith("user.", StringComparison.Ordinal) && details.GetValueOrDefault("by") == "provider"
           select $"{action} {entry.GetProperty("object").GetString()} {string.Join(' ', details.Keys.Where(name => name != "by").Order(StringComparer.Ordinal))}",
    ];

    private async Task HasAsync(AccountsHost host, string role, params (string Team, string Role)[] teams)
    {
        // The door asks anew after two seconds.
        host.Time.Advance(TimeSpan.FromSeconds(2));
        var account = await AccountsHost.JsonAsync(200, await browser.VisitorAt(host).GetAsync("/api/v1/account"));
        Assert.Equal(role, account.GetProperty("user").GetProperty("role").GetString());
        Assert.Equal(
            teams.Order(), account.GetProperty("teams").EnumerateArray().Select(team => (team.GetProperty("id").GetString()!, team.GetProperty("role").GetString()!)).Order());
    }

    private static async Task<string> TeamAsync(Visitor admin) =>
        (await AccountsHost.JsonAsync(201, await admin.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "A team" }))).GetProperty("id").GetString()!;

    private Task<AccountsHost> StartAsync(params (string Name, string Value)[] settings) => AccountsHost.StartAsync([.. OidcSettings.Of(provider), .. settings]);
}
