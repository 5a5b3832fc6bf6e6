using System.Text.Json;
using ImageGen.Accounts.Sessions;
using ImageGen.Persistence;
using ImageGen.TestKit;

namespace ImageGen.Accounts.Tests;

/// <summary>Where one is signed in.</summary>
public sealed class OwnSessionTests(MongoServer mongo)
{
    private const string Path = "/api/v1/sessions";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongodb")]
    public async Task Everybody_sees_where_they_are_signed_in_and_since_when(string store)
    {
        await using var host = store == "sqlite" ? await AccountsHost.StartAsync() : await AccountsHost.StartAsync(("MONGODB_URL", await mongo.NewDatabaseAsync()));
        var ada = await host.FirstAdminAsync();
        var (bob, _) = await host.MemberAsync(ada, "bob@example.com");
        var begun = host.Time.GetUtcNow().ToUnixTimeMilliseconds();
        host.Time.Advance(TimeSpan.FromHours(2));
        var phone = await SignInAsync(host, "bob@example.com", "A phone " + new string('x', 500));

        var sessions = await ListAsync(phone);

        Assert.Equal(2, sessions.Count);
        Assert.Equal([true, false], sessions.Select(session => session.GetProperty("current").GetBoolean()));
        Assert.All(sessions, session => Assert.Equal("127.0.0.1", session.GetProperty("address").GetString()));
        Assert.Equal(301, sessions[0].GetProperty("user_agent").GetString()!.Length);
        Assert.Equal(JsonValueKind.Null, sessions[1].GetProperty("user_agent").ValueKind);
        Assert.Equal(begun, sessions[1].GetProperty("created_at").GetDateTimeOffset().ToUnixTimeMilliseconds());
        host.Time.Advance(TimeSpan.FromHours(1));
        var used = (await ListAsync(bob))[0];
        Assert.True(used.GetProperty("current").GetBoolean());
        Assert.Equal(host.Time.GetUtcNow().ToUnixTimeMilliseconds(), used.GetProperty("last_used_at").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Single(await ListAsync(ada));
    }

    [Fact]
    public async Task One_session_is_ended_and_the_others_go_on()
    {
        await using var host = await AccountsHost.StartAsync();
        var (bob, _) = await host.MemberAsync(await host.FirstAdminAsync(), "bob@example.com");
        var elsewhere = await host.SignInAsync("bob@example.com", AccountsHost.Password);
        var id = IdOf((await ListAsync(bob)).Single(session => !session.GetProperty("current").GetBoolean()));

        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Delete, $"{Path}/{id}"));

        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await elsewhere.GetAsync("/probe/owner"));
        await AccountsHost.ExpectAsync(200, await bob.GetAsync("/probe/owner"));
        Assert.Equal("session_not_found", await AccountsHost.ProblemAsync(404, await bob.SendAsync(HttpMethod.Delete, $"{Path}/{id}")));
    }

    [Fact]
    public async Task Who_ends_the_own_session_is_signed_out()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var answer = await ada.SendAsync(HttpMethod.Delete, $"{Path}/{IdOf((await ListAsync(ada)).Single())}");
        await AccountsHost.ExpectAsync(204, answer);
        Assert.Contains("expires=Thu, 01 Jan 1970", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await ada.GetAsync("/probe/owner"));
    }

    [Fact]
    public async Task Nobody_ends_anothers_nor_by_a_key()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, _) = await host.MemberAsync(ada, "bob@example.com");
        var id = IdOf((await ListAsync(ada)).Single());
        Assert.Equal("session_not_found", await AccountsHost.ProblemAsync(404, await bob.SendAsync(HttpMethod.Delete, $"{Path}/{id}")));
        var (secret, _) = await ada.KeyAsync("admin", "jobs:read");
        await AccountsHost.ExpectAsync(403, await host.SendAsync(HttpMethod.Get, Path, null, ("Authorization", $"Bearer {secret}")));
        await AccountsHost.ExpectAsync(200, await ada.GetAsync("/probe/owner"));
    }

    [Fact]
    public async Task What_has_ended_is_not_listed()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, id) = await host.MemberAsync(ada, "bob@example.com");
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, $"/api/v1/users/{id}/sessions"));
        host.Time.Advance(TimeSpan.FromSeconds(2));
        await AccountsHost.ExpectAsync(401, await bob.GetAsync("/probe/owner"));
        var again = await host.SignInAsync("bob@example.com", AccountsHost.Password);
        Assert.Single(await ListAsync(again));
        await AccountsHost.ExpectAsync(404, await ada.SendAsync(HttpMethod.Delete, "/api/v1/users/usr_nobody/sessions"));
    }

    /// <summary>Of the release before: where it began is not known, and who it was is.</summary>
    [Fact]
    public async Task A_session_from_before_goes_on()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var sessions = host.Get<IDocuments<Session>>();
        var stored = (await sessions.GetAsync(IdOf((await ListAsync(ada)).Single()), default))!;
        Assert.NotNull(await sessions.ReplaceAsync(stored, stored.Body with { Origin = null }, default));
        Assert.Equal(JsonValueKind.Null, (await ListAsync(ada)).Single().GetProperty("address").ValueKind);
    }

    private static string IdOf(JsonElement session) => session.GetProperty("id").GetString()!;

    private static async Task<List<JsonElement>> ListAsync(Visitor visitor) =>
        [.. (await AccountsHost.JsonAsync(200, await visitor.GetAsync(Path))).GetProperty("data").EnumerateArray()];

    private static async Task<Visitor> SignInAsync(AccountsHost host, string email, string agent)
    {
        var answer = await host.SendAsync(HttpMethod.Post, "/api/v1/session", new { email, password = AccountsHost.Password }, ("User-Agent", agent));
        await AccountsHost.ExpectAsync(200, answer);
        return new Visitor(host, AccountsHost.CookieOf(answer));
    }
}
