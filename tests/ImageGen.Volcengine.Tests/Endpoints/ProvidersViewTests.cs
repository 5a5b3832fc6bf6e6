using System.Text.Json;
using ImageGen.Volcengine.Admission;
using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Tests.Support;

namespace ImageGen.Volcengine.Tests.Endpoints;

public sealed class ProvidersViewTests : IDisposable
{
    private readonly Store store = Store.Sqlite();

    public void Dispose() => store.Dispose();

    [Fact]
    public async Task It_shows_how_accounts_and_models_fare()
    {
        var time = Clock.Stopped();
        var provider = new StubApi { Accounts = [new("cred_a", "main"), new("cred_b", "second", 2)], Result = () => new PollOutcome.Pending() };
        provider.Answer = call => call.CredentialId == "cred_a"
            ? new SubmitOutcome.Refused(StubApi.Error("account_overdue", "AccountOverdue"), RefusalOf.Account)
            : provider.Accept();
        await using var worker = Replica.Over(store, time, provider, ("Volcengine:Limits:jimeng-t2i-4.0:Concurrency", "3"));
        await worker.AskAsync(Commands.Of("job_1", time, count: 8));
        await Turns.PassAsync(time, 12_000, worker);

        var view = await ReadAsync(worker);
        var (main, second) = (Account(view, "main"), Account(view, "second"));
        Assert.Equal(("overdue", "account_overdue", "AccountOverdue"), (
            main.GetProperty("state").GetString(), main.GetProperty("last_error").GetProperty("code").GetString(), main.GetProperty("last_error").GetProperty("provider_code").GetString()));
        Assert.NotEqual(JsonValueKind.Null, main.GetProperty("until").ValueKind);
        Assert.Equal(("ok", "closed", 2), (
            second.GetProperty("state").GetString(), second.GetProperty("circuit").GetProperty("state").GetString(), second.GetProperty("weight").GetInt32()));
        var model = view.GetProperty("models").EnumerateArray().Single(model => model.GetProperty("id").GetString() == Commands.Model);
        Assert.Equal(5, model.GetProperty("waiting").GetInt32());
        var room = model.GetProperty("rooms").EnumerateArray().Single(room => room.GetProperty("credential_id").GetString() == "cred_b");
        Assert.Equal((3, 3, 3), (room.GetProperty("limit").GetInt32(), room.GetProperty("usable").GetInt32(), room.GetProperty("in_flight").GetInt32()));
    }

    [Fact]
    public async Task It_shows_which_worker_is_refused_and_what()
    {
        var time = Clock.Stopped();
        var revoked = new StubApi { Answer = _ => new SubmitOutcome.Refused(StubApi.Error("credentials_refused", "InvalidAccessKey"), RefusalOf.Account) };
        var limited = new StubApi { Answer = _ => new SubmitOutcome.Refused(StubApi.Error("model_not_permitted"), RefusalOf.Model) };
        await using var one = Replica.Over(store, time, revoked);
        await using var two = Replica.Over(store, time, limited);
        await one.AskAsync(Commands.Of("job_1", time));
        await Turns.PassAsync(time, 60_000, one, two);

        var account = Account(await ReadAsync(two), "a");
        Assert.Equal("partly_refused", account.GetProperty("state").GetString());
        var refusals = account.GetProperty("refusals").EnumerateArray().ToDictionary(refusal => refusal.GetProperty("worker").GetString()!);
        var whole = refusals[one.Get<Opinions>().WorkerId];
        Assert.Equal((null, "credentials_refused", "InvalidAccessKey"), (
            whole.GetProperty("model").GetString(), whole.GetProperty("code").GetString(), whole.GetProperty("provider_code").GetString()));
        Assert.Equal(Clock.Stopped().GetUtcNow(), whole.GetProperty("since").GetDateTimeOffset(), TimeSpan.FromMinutes(1));
        Assert.True(whole.GetProperty("until").GetDateTimeOffset() > whole.GetProperty("since").GetDateTimeOffset());
        Assert.Equal(Commands.Model, refusals[two.Get<Opinions>().WorkerId].GetProperty("model").GetString());
    }

    [Fact]
    public async Task It_shows_no_secret_and_no_key()
    {
        await using var worker = Replica.Over(
            store,
            settings:
            [
                ("Volcengine:Credentials:0:Name", "second"),
                ("Volcengine:Credentials:0:AccessKey", "AKLTanother"),
                ("Volcengine:Credentials:0:SecretKey", "another-secret"),
                ("Volcengine:Credentials:0:SessionToken", "a-session-token"),
            ]);
        var text = (await ReadAsync(worker)).GetRawText();

        Assert.Contains("second", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "AKLTtest", "secret-of-the-test", "AKLTanother", "another-secret", "a-session-token" })
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReadAsync(Replica worker)
    {
        await worker.StartAsync();
        using var http = new HttpClient { BaseAddress = worker.Address };
        return JsonSerializer.Deserialize<JsonElement>(await http.GetStringAsync("/api/v1/admin/providers", TestContext.Current.CancellationToken));
    }

    private static JsonElement Account(JsonElement view, string name) =>
        view.GetProperty("credentials").EnumerateArray().Single(account => account.GetProperty("name").GetString() == name);
}
