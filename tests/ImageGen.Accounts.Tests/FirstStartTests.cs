using ImageGen.Accounts.Setup;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Configuration;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Accounts.Tests;

public sealed class FirstStartTests(MongoServer mongo) : IDisposable
{
    private const string SetupPath = "/api/v1/setup";

    private readonly string folder = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task There_is_no_account_before_the_first_one_is_made_with_the_code()
    {
        await using var host = await AccountsHost.StartAsync();
        var code = await host.Get<FirstAdmin>().CodeAsync(default);
        Assert.Equal("setup", await StateAsync(host));
        Assert.Equal("setup_code_wrong", await AccountsHost.ProblemAsync(403, await SetUpAsync(host, "23456-23456-23456-23456")));
        Assert.Equal("password_weak", await AccountsHost.ProblemAsync(422, await SetUpAsync(host, code, password: "admin")));
        await AccountsHost.ExpectAsync(201, await SetUpAsync(host, $" {code.ToUpperInvariant()} "));
        Assert.Equal("signed_out", await StateAsync(host));
        Assert.Equal("setup_done", await AccountsHost.ProblemAsync(409, await SetUpAsync(host, code)));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongodb")]
    public async Task Two_replicas_make_one_first_administrator(string store)
    {
        var settings = store == "sqlite" ? ("IMAGEGEN_DATA", folder) : ("MONGODB_URL", await mongo.NewDatabaseAsync());
        await using var one = await AccountsHost.StartAsync(time, isOptional: false, settings);
        await using var other = await AccountsHost.StartAsync(time, isOptional: false, settings);
        var code = await one.Get<FirstAdmin>().CodeAsync(default);
        Assert.Equal(code, await other.Get<FirstAdmin>().CodeAsync(default));

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => SetUpAsync(i % 2 == 0 ? one : other, code, $"admin{i}@example.com")));

        Assert.Single(answers, answer => (int)answer.StatusCode == 201);
        Assert.All(answers.Where(answer => (int)answer.StatusCode != 201), answer => Assert.Contains((int)answer.StatusCode, (int[])[403, 409]));
        var signIns = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            other.SendAsync(HttpMethod.Post, "/api/v1/session", new { email = $"admin{i}@example.com", password = AccountsHost.Password })));
        Assert.Single(signIns, answer => (int)answer.StatusCode == 200);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongodb")]
    public async Task A_session_and_a_key_are_good_at_every_replica_and_after_a_restart(string store)
    {
        var settings = store == "sqlite" ? ("IMAGEGEN_DATA", folder) : ("MONGODB_URL", await mongo.NewDatabaseAsync());
        string cookie, secret;
        await using (var one = await AccountsHost.StartAsync(time, isOptional: false, settings))
        {
            var ada = await one.FirstAdminAsync();
            (cookie, (secret, _)) = (ada.Cookie, await ada.KeyAsync("jobs:read"));
            await using var other = await AccountsHost.StartAsync(time, isOptional: false, settings);
            // Who verifies has the keys of all replicas.
            Assert.Equal((await one.Get<Tokens.SigningKeys>().CurrentAsync(default)).KeyId, (await other.Get<Tokens.SigningKeys>().CurrentAsync(default)).KeyId);
            await AccountsHost.ExpectAsync(200, await new Visitor(other, cookie).GetAsync("/probe/owner"));
        }

        await using var again = await AccountsHost.StartAsync(time, isOptional: false, settings);
        await AccountsHost.ExpectAsync(200, await new Visitor(again, cookie).GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(200, await again.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
        var (bob, _) = await again.MemberAsync(new Visitor(again, cookie), "bob@example.com");
        await AccountsHost.ExpectAsync(200, await bob.GetAsync("/api/v1/account"));
    }

    [Fact]
    public async Task Standalone_without_an_administrator_has_one_local_user_and_no_login()
    {
        await using var host = await AccountsHost.StartAsync(time, isOptional: true);
        Assert.Equal("local", await StateAsync(host));
        Assert.Equal("local", await (await host.SendAsync(HttpMethod.Post, "/probe/owner")).Content.ReadAsStringAsync());
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/says-nothing"));
        Assert.Equal("accounts_off", await AccountsHost.ProblemAsync(409, await host.SendAsync(HttpMethod.Get, "/api/v1/users")));
        Assert.Equal("accounts_off", await AccountsHost.ProblemAsync(409, await SetUpAsync(host, "any")));
    }

    [Fact]
    public async Task Standalone_with_an_administrator_asks_everybody_to_sign_in_also_after_a_restart_without_the_settings()
    {
        var admin = ("ImageGen:AdminEmail", AccountsHost.Email);
        await using (var host = await AccountsHost.StartAsync(time, isOptional: true, ("IMAGEGEN_DATA", folder), admin, ("ImageGen:AdminPassword", AccountsHost.Password)))
        {
            await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Get, "/probe/owner"));
            var ada = await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);
            // What was made before there were accounts is theirs.
            Assert.Equal("local", await (await ada.GetAsync("/probe/owner")).Content.ReadAsStringAsync());
        }

        await using var again = await AccountsHost.StartAsync(time, isOptional: true, ("IMAGEGEN_DATA", folder), admin, ("ImageGen:AdminPassword", "ignored from now on"));
        await AccountsHost.ExpectAsync(401, await again.SendAsync(HttpMethod.Get, "/probe/owner"));
        await again.SignInAsync(AccountsHost.Email, AccountsHost.Password);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", true)]
    [InlineData("http://+:8080", true)]
    [InlineData("http://*:8080", true)]
    [InlineData("http://[::]:8080", true)]
    [InlineData("http://192.168.1.5:8080", true)]
    [InlineData("http://localhost:8080;http://10.0.0.1:8080", true)]
    [InlineData("http://images.example.com:8080", true)]
    [InlineData("http://localhost:8080", false)]
    [InlineData("http://127.0.0.1:8080;https://[::1]:8443", false)]
    public async Task Standalone_lets_no_other_machine_in_before_there_is_an_administrator(string urls, bool isRefused)
    {
        await using var host = await AccountsHost.StartAsync(time, isOptional: true);
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        configuration["urls"] = urls;
        var start = new LocalStart(host.Get<FirstAdmin>(), new AccountsMode(configuration), configuration);

        var error = await Record.ExceptionAsync(() => start.StartAsync(default));

        Assert.Equal(isRefused, error is ConfigurationException);
        if (isRefused)
            Assert.Contains("IMAGEGEN_ADMIN_EMAIL", error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AccountsHost.Email, "")]
    [InlineData("", AccountsHost.Password)]
    [InlineData("no address", AccountsHost.Password)]
    [InlineData(AccountsHost.Email, "short")]
    public async Task Settings_that_make_no_administrator_stop_the_start(string email, string password) =>
        await Assert.ThrowsAsync<ConfigurationException>(() => AccountsHost.StartAsync(time, isOptional: true, ("ImageGen:AdminEmail", email), ("ImageGen:AdminPassword", password)));

    private static async Task<string?> StateAsync(AccountsHost host) =>
        (await AccountsHost.JsonAsync(200, await host.SendAsync(HttpMethod.Get, "/api/v1/session"))).GetProperty("state").GetString();

    private static Task<HttpResponseMessage> SetUpAsync(AccountsHost host, string code, string email = AccountsHost.Email, string password = AccountsHost.Password) =>
        host.SendAsync(HttpMethod.Post, SetupPath, new { code, email, password });
}
