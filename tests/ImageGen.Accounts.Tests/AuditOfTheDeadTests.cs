using System.Text.Json;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Accounts.Tests;

/// <summary>A process may die between what it writes and the entry of it: the record has all that happened, and nothing that did not.</summary>
public sealed class AuditOfTheDeadTests(MongoServer mongo) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero));
    private readonly RecordGate gate = new();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongodb")]
    public async Task What_was_done_by_a_process_that_died_is_put_on_record_by_the_next(string store)
    {
        var shared = store == "sqlite" ? ("IMAGEGEN_DATA", folder) : ("MONGODB_URL", await mongo.NewDatabaseAsync());
        string key, team, bob;
        await using (var dying = await AccountsHost.StartAsync(time, gate.Add, shared))
        {
            var ada = await dying.FirstAdminAsync();
            gate.IsClosed = true;
            (_, key) = await ada.KeyAsync("jobs:read");
            await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/keys/{key}", new { name = "renamed" }));
            team = IdOf(await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" })));
            await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/teams/{team}", new { name = "Art" }));
            bob = IdOf((await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = "bob@example.com", name = "Bob" }))).GetProperty("user"));
            await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/members/{bob}", new { role = "viewer" }));
            await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{bob}", new { disabled = true }));
            await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Post, $"/api/v1/users/{bob}/reset"));
        }

        gate.IsClosed = false;
        await using var next = await AccountsHost.StartAsync(time, gate.Add, shared);
        var again = await next.SignInAsync(AccountsHost.Email, AccountsHost.Password);
        string[] expected =
        [
            $"key.changed {key}", $"key.created {key}", $"password_link.created {bob}", $"team.changed {team}", $"team.created {team}", $"team_member.set {team}",
            $"user.changed {bob}", $"user.created {bob}",
        ];
        await Eventually.HoldsAsync("all of it is on record", async () => expected.All((await DoneAsync(again)).Contains));

        var done = (await DoneAsync(again)).Where(entry => !entry.StartsWith("se", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(expected, done);
    }

    [Fact]
    public async Task What_can_not_be_put_on_record_is_not_deleted()
    {
        await using var host = await AccountsHost.StartAsync(time, gate.Add, ("IMAGEGEN_DATA", folder));
        var ada = await host.FirstAdminAsync();
        var (secret, key) = await ada.KeyAsync("jobs:read");
        var (_, bob) = await host.MemberAsync(ada, "bob@example.com");
        var team = IdOf(await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" })));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/members/{bob}", new { role = "viewer" }));
        var empty = IdOf(await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Empty" })));
        string[] things = [$"/api/v1/keys/{key}", $"/api/v1/teams/{team}/members/{bob}", $"/api/v1/teams/{empty}"];

        gate.IsClosed = true;
        foreach (var thing in things)
            Assert.Equal("audit_unavailable", await AccountsHost.ProblemAsync(503, await ada.SendAsync(HttpMethod.Delete, thing)));

        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, "/probe/owner", null, ("Authorization", $"Bearer {secret}")));
        Assert.Single((await AccountsHost.JsonAsync(200, await ada.GetAsync($"/api/v1/teams/{team}"))).GetProperty("members").EnumerateArray());
        await AccountsHost.ExpectAsync(200, await ada.GetAsync($"/api/v1/teams/{empty}"));
        Assert.DoesNotContain(await DoneAsync(ada), entry => entry.Contains("deleted", StringComparison.Ordinal) || entry.Contains("removed", StringComparison.Ordinal));

        gate.IsClosed = false;
        foreach (var thing in things)
            await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, thing));
        // Already: it was waited for.
        Assert.Superset(new HashSet<string> { $"key.deleted {key}", $"team_member.removed {team}", $"team.deleted {empty}" }, (await DoneAsync(ada)).ToHashSet());
    }

    [Fact]
    public async Task What_changes_nothing_or_is_refused_is_not_on_record()
    {
        await using var host = await AccountsHost.StartAsync(time, isOptional: false, ("IMAGEGEN_DATA", folder));
        var ada = await host.FirstAdminAsync();
        var (_, key) = await ada.KeyAsync("jobs:read");
        var team = IdOf(await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" })));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/keys/{key}", new { name = "a program" }));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/teams/{team}", new { name = "Design" }));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, "/api/v1/users/local", new { role = "admin" }));
        await AccountsHost.ExpectAsync(409, await ada.SendAsync(HttpMethod.Post, "/api/v1/users", new { email = AccountsHost.Email, name = "Ada" }));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, $"/api/v1/teams/{team}/members/local"));
        // The last that is told: what came before it would be there.
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, "/api/v1/sessions"));
        var again = await host.SignInAsync(AccountsHost.Email, AccountsHost.Password);
        await Eventually.HoldsAsync("the end of the sessions is on record", async () => (await DoneAsync(again)).Contains("sessions.deleted local"));

        Assert.Equal(
            [$"key.created {key}", "session.created local", "session.created local", "sessions.deleted local", "setup.done local", $"team.created {team}"],
            (await DoneAsync(again)).Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> DoneAsync(Visitor visitor) =>
        [.. (await AccountsHost.JsonAsync(200, await visitor.GetAsync("/api/v1/audit"))).GetProperty("data").EnumerateArray()
            .Select(entry => $"{entry.GetProperty("action").GetString()} {entry.GetProperty("object").GetString()}")];

    private static string IdOf(JsonElement body) => body.GetProperty("id").GetString()!;
}
