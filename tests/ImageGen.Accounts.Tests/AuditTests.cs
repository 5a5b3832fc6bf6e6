using ImageGen.Accounts.Audit;
using ImageGen.Contracts;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Accounts.Tests;

/// <summary>The record of who did what, over the wire.</summary>
public sealed class AuditTests(MongoServer mongo) : IDisposable
{
    private const string Path = "/api/v1/audit";

    private readonly string folder = Directory.CreateTempSubdirectory("accounts-tests-").FullName;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_people_do_with_accounts_is_on_record()
    {
        await using var host = await AccountsHost.StartAsync();
        // Each thing has a moment of its own.
        host.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        var ada = await host.FirstAdminAsync();
        var (bob, bobId) = await host.MemberAsync(ada, "bob@example.com");
        var (secret, key) = await bob.KeyAsync("jobs:read");
        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{key}"));
        await AccountsHost.ExpectAsync(422, await bob.SendAsync(HttpMethod.Post, "/api/v1/account/password", new { current = "no", @new = "another password" }));
        await AccountsHost.ExpectAsync(204, await bob.SendAsync(HttpMethod.Delete, "/api/v1/sessions"));
        var team = (await AccountsHost.JsonAsync(201, await ada.SendAsync(HttpMethod.Post, "/api/v1/teams", new { name = "Design" }))).GetProperty("id").GetString()!;
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Put, $"/api/v1/teams/{team}/members/{bobId}", new { role = "viewer" }));
        await AccountsHost.ExpectAsync(204, await ada.SendAsync(HttpMethod.Delete, $"/api/v1/teams/{team}/members/{bobId}"));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Patch, $"/api/v1/users/{bobId}", new { disabled = true }));
        await AccountsHost.ExpectAsync(200, await ada.SendAsync(HttpMethod.Post, $"/api/v1/users/{bobId}/reset"));

        var entries = await ListAsync(ada, "", 14);

        Assert.Equal(
            [
                $"local password_link.created {bobId}", $"local user.changed {bobId}", $"local team_member.removed {team}", $"local team_member.set {team}",
                $"local team.created {team}", $"{bobId} sessions.deleted {bobId}", $"{bobId} password.refused {bobId}", $"{bobId} key.deleted {key}",
                $"{bobId} key.created {key}", $"{bobId} session.created {bobId}", $"{bobId} password_link.followed {bobId}", $"local user.created {bobId}",
                "local session.created local", "local setup.done local",
            ],
            entries.Select(entry => $"{Text(entry, "actor")} {Text(entry, "action")} {Text(entry, "object")}"));
        Assert.All(entries, entry => Assert.Equal("127.0.0.1", Text(entry, "address")));
        Assert.All(entries, entry => Assert.NotEmpty(Text(entry, "request_id")!));
        var all = string.Join('\n', entries.Select(entry => entry.GetRawText()));
        Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        Assert.DoesNotContain(AccountsHost.Password, all, StringComparison.Ordinal);
        Assert.DoesNotContain("another password", all, StringComparison.Ordinal);
        Assert.Equal("viewer", entries[3].GetProperty("details").GetProperty("role").GetString());
    }

    [Fact]
    public async Task Of_a_sign_in_that_fails_it_is_known_whose_it_was_to_be_and_not_what_was_typed()
    {
        await using var host = await AccountsHost.StartAsync();
        // Each thing has a moment of its own.
        host.Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(1);
        var ada = await host.FirstAdminAsync();
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Post, "/api/v1/session", new { email = AccountsHost.Email, password = "wrong" }));
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Post, "/api/v1/session", new { email = "my.secret@password.com", password = "wrong" }));

        var entries = await ListAsync(ada, "?action=session.refused");

        Assert.Equal([null, "local"], entries.Select(entry => Text(entry, "actor")));
        Assert.DoesNotContain("secret", string.Join('\n', (await ListAsync(ada, "")).Select(entry => entry.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_and_their_keys_read_it()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var (bob, _) = await host.MemberAsync(ada, "bob@example.com");
        await AccountsHost.ExpectAsync(401, await host.SendAsync(HttpMethod.Get, Path));
        await AccountsHost.ExpectAsync(403, await bob.GetAsync(Path));
        var (secret, _) = await ada.KeyAsync("admin");
        await AccountsHost.ExpectAsync(200, await host.SendAsync(HttpMethod.Get, Path, null, ("Authorization", $"Bearer {secret}")));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("mongodb")]
    public async Task Filters_find_what_they_say_page_by_page(string store)
    {
        var settings = store == "sqlite" ? ("IMAGEGEN_DATA", folder) : ("MONGODB_URL", await mongo.NewDatabaseAsync());
        await using var host = await AccountsHost.StartAsync(time, isOptional: false, settings);
        var ada = await host.FirstAdminAsync();
        for (var i = 0; i < 12; i++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await TellAsync(host, Told() with { Actor = i % 2 == 0 ? "usr_a" : "usr_b", Action = i % 3 == 0 ? "job.created" : "job.canceled", Object = $"job_{i % 4}" });
        }

        Assert.Equal(6, (await ListAsync(ada, "?actor=usr_a")).Count);
        Assert.Equal(4, (await ListAsync(ada, "?action=job.created")).Count);
        Assert.Equal(3, (await ListAsync(ada, "?object=job_1")).Count);
        Assert.Single(await ListAsync(ada, "?actor=usr_b&action=job.created&object=job_1"));
        Assert.Equal(2, (await ListAsync(ada, "?created_after=2026-11-28T09:00:10Z&actor=usr_a&created_before=2026-11-28T09:01:00Z")).Count + 1);
        Assert.Empty(await ListAsync(ada, "?actor=usr_nobody"));

        var (found, cursor) = (new List<string?>(), "");
        do
        {
            var page = await AccountsHost.JsonAsync(200, await ada.GetAsync($"{Path}?actor=usr_a&limit=4{cursor}"));
            found.AddRange(page.GetProperty("data").EnumerateArray().Select(entry => Text(entry, "object")));
            var next = Text(page, "next_cursor");
            Assert.Equal(next is not null, page.GetProperty("has_more").GetBoolean());
            cursor = next is null ? null : $"&cursor={next}";
        }
        while (cursor is not null);
        Assert.Equal(["job_2", "job_0", "job_2", "job_0", "job_2", "job_0"], found);
    }

    [Theory]
    [InlineData("?limit=0", "?limit")]
    [InlineData("?limit=201", "?limit")]
    [InlineData("?limit=x", "?limit")]
    [InlineData("?actor=", "?actor")]
    [InlineData("?object=a%00b", "?object")]
    [InlineData("?created_after=yesterday", "?created_after")]
    [InlineData("?created_before=2026-11-28T09:00:00", "?created_before")]
    [InlineData("?cursor=x", "?cursor")]
    [InlineData("?cursor=00000000bm8", "?cursor")]
    [InlineData("?format=xml", "?format")]
    public async Task What_can_not_be_asked_is_named(string query, string pointer)
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var problem = await AccountsHost.JsonAsync(400, await ada.GetAsync(Path + query));
        Assert.Equal("bad_query", Text(problem, "code"));
        Assert.Equal(pointer, Text(problem.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_filters_only()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var cursor = Text(await AccountsHost.JsonAsync(200, await ada.GetAsync($"{Path}?limit=1")), "next_cursor");
        await AccountsHost.ExpectAsync(200, await ada.GetAsync($"{Path}?limit=1&cursor={cursor}"));
        await AccountsHost.ExpectAsync(400, await ada.GetAsync($"{Path}?limit=1&actor=local&cursor={cursor}"));
    }

    [Fact]
    public async Task However_often_it_is_told_it_is_one_entry_and_not_changed()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        var told = Told();
        await TellAsync(host, told);
        await TellAsync(host, told with { Actor = "usr_other" });
        Assert.Equal("usr_a", Text(Assert.Single(await ListAsync(ada, $"?object={told.Object}")), "actor"));
    }

    [Fact]
    public async Task The_export_has_all_of_it_and_runs_nothing_in_a_spreadsheet()
    {
        await using var host = await AccountsHost.StartAsync();
        var ada = await host.FirstAdminAsync();
        for (var i = 0; i < 1201; i++)
            await TellAsync(host, Told() with { Action = "job.changed", Object = $"job_{i}" });
        await TellAsync(host, Told() with { Actor = "=HYPERLINK(\"http://evil\")", Action = "job.changed", Object = "+1", RequestId = "@a", Details = new Dictionary<string, string> { ["title"] = "a \"quoted\", line\nand 雪" } });

        var answer = await ada.GetAsync($"{Path}?action=job.changed&format=csv");

        await AccountsHost.ExpectAsync(200, answer);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1203, lines.Length);
        Assert.StartsWith("id,created_at,actor,", lines[0], StringComparison.Ordinal);
        var hostile = Assert.Single(lines, line => line.Contains("HYPERLINK", StringComparison.Ordinal));
        Assert.Contains(",\"'=HYPERLINK(\"\"http://evil\"\")\",", hostile, StringComparison.Ordinal);
        Assert.Contains(",\"'+1\",192.0.2.1,\"'@a\",", hostile, StringComparison.Ordinal);
        Assert.Contains("\"{\"\"title\"\":\"\"a \\\"\"quoted\\\"\", line\\nand 雪\"\"}\"", hostile, StringComparison.Ordinal);
        Assert.Single(await ListAsync(ada, "?action=audit.exported"));
    }

    [Fact]
    public async Task An_entry_goes_when_it_has_had_its_days()
    {
        await using var host = await AccountsHost.StartAsync(time, isOptional: false, ("IMAGEGEN_DATA", folder), ("Audit:Days", "30"));
        var ada = await host.FirstAdminAsync();
        await TellAsync(host, Told());
        time.Advance(TimeSpan.FromDays(20));
        await TellAsync(host, Told() with { Action = "job.deleted" });
        time.Advance(TimeSpan.FromDays(10) + TimeSpan.FromSeconds(1));
        await host.Get<AuditLog>().PurgeAsync(default);
        Assert.Single(await ListAsync(await host.SignInAsync(AccountsHost.Email, AccountsHost.Password), "?actor=usr_a"));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("forever")]
    [InlineData("36501")]
    public async Task A_time_that_is_none_stops_the_start(string days) => await Assert.ThrowsAsync<ServiceDefaults.Configuration.ConfigurationException>(
        () => AccountsHost.StartAsync(time, isOptional: false, ("IMAGEGEN_DATA", folder), ("Audit:Days", days)));

    private Audited Told() => new() { Id = Guid.NewGuid(), At = time.GetUtcNow(), Actor = "usr_a", Action = "job.created", Object = "job_x", Address = "192.0.2.1" };

    private static Task TellAsync(AccountsHost host, Audited told) => host.Get<AuditLog>().HandleAsync(told, default);

    /// <returns>Those that are there once there are so many: what is told by an outbox is there a moment later.</returns>
    private static async Task<IReadOnlyList<System.Text.Json.JsonElement>> ListAsync(Visitor visitor, string query, int count)
    {
        await Eventually.HoldsAsync($"{count} entries are there", async () => (await ListAsync(visitor, query)).Count >= count);
        return await ListAsync(visitor, query);
    }

    private static async Task<IReadOnlyList<System.Text.Json.JsonElement>> ListAsync(Visitor visitor, string query) =>
        [.. (await AccountsHost.JsonAsync(200, await visitor.GetAsync(Path + query))).GetProperty("data").EnumerateArray()];

    private static string? Text(System.Text.Json.JsonElement body, string name) => body.GetProperty(name).GetString();
}
