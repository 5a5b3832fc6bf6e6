using System.Text.Json;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Quotas;

public sealed class UsageTests(MongoServer mongo) : IDisposable
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 28, 14, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Evening);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobs-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Usage_is_summed_by_what_is_asked_for_on_both_stores(bool overMongo)
    {
        await using var host = await StartAsync(overMongo);
        Assert.Equal(["2026-11-02 3 0.60 0/0", "2026-11-28 1 0.20 2/0.40"], await RowsAsync(host, "", "day"));
        Assert.Equal(["m1 3 0.60 2/0.40", "m2 1 0.20 0/0"], await RowsAsync(host, "?group_by=model", "model"));
        Assert.Equal(["2026-11-02 m1 3 0.60 0/0", "2026-11-28 m1 0 0 2/0.40", "2026-11-28 m2 1 0.20 0/0"], await RowsAsync(host, "?group_by=model,day", "day", "model"));
        Assert.Equal(["2026-10-31 5 1.00 0/0"], await RowsAsync(host, "?from=2026-10-31&to=2026-11-01", "day"));
        Assert.Equal(["local 4 0.80 2/0.40", "usr_b 7 1.40 0/0"], await RowsAsync(host, "?all=true&group_by=user", "user"));
        Assert.Equal(["tem_1 local 1 0.20 0/0", "tem_1 usr_b 2 0.40 0/0"], await RowsAsync(host, "?all=true&group_by=user,team", "team", "user"));
        Assert.Equal(["usr_b 2 0.40 0/0"], (await RowsAsync(host, "?team=tem_1&group_by=user", "user")).Skip(1));
        Assert.Equal(["key_1 1 0.20 0/0"], await RowsAsync(host, "?group_by=key", "key"));
        Assert.Equal(["key_1 1 0.20 0/0", "key_b 7 1.40 0/0"], await RowsAsync(host, "?all=true&group_by=key", "key"));
        var total = (await host.ReadAsync("/api/v1/usage")).GetProperty("total");
        Assert.Equal("""{"jobs":2,"pictures":4,"cost":0.80,"reserved_pictures":2,"reserved_cost":0.40}""", total.GetRawText());
    }

    [Fact]
    public async Task What_is_left_is_said_of_each_limit()
    {
        await using var host = await StartAsync(overMongo: false, ("Jobs:Quotas:PicturesPerDay", "10"), ("Jobs:Quotas:CostPerMonth", "1"));
        var limits = (await host.ReadAsync("/api/v1/usage")).GetProperty("limits");
        Assert.Equal(
            """[{"kind":"pictures_per_day","of":"user","id":"local","limit":10,"used":3,"left":7,"resets_at":"2026-11-29T00:00:00+08:00"},{"kind":"cost_per_month","of":"user","id":"local","limit":1,"used":1.20,"left":0,"resets_at":"2026-12-01T00:00:00+08:00"}]""",
            limits.GetRawText());
        Assert.Empty((await host.ReadAsync("/api/v1/usage?all=true")).GetProperty("limits").EnumerateArray());
    }

    [Fact]
    public async Task A_table_begins_no_formula()
    {
        await using var host = await StartAsync(overMongo: false);
        await AddAsync(host, new Subject(SubjectKind.User, "local"), 202609, new LedgerLine(20260901, "=1+1", "local", 1, 1, 0.20m), new LedgerLine(20260901, "a,\"b\"", "local", 1, 1, 0.20m));
        foreach (var (path, accept) in new[] { ("&format=csv", "application/json"), ("", "text/csv") })
        {
            var answer = await host.GetAsync("/api/v1/usage?from=2026-09-01&to=2026-09-30&group_by=day,model" + path, ("Accept", accept));
            Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal("usage_2026-09-01_2026-09-30.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
            Assert.Equal(
                "day,model,jobs,pictures,cost,reserved_pictures,reserved_cost,currency\r\n2026-09-01,\"'=1+1\",1,1,0.2,0,0,CNY\r\n2026-09-01,\"a,\"\"b\"\"\",1,1,0.2,0,0,CNY\r\n",
                await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData("from=2026-11-31", "?from")]
    [InlineData("from=2026-11-29", "?from")]
    [InlineData("from=2025-11-27", "?from")]
    [InlineData("to=tomorrow", "?to")]
    [InlineData("to=9999-12-31", "?to")]
    [InlineData("group_by=day,owner", "?group_by")]
    [InlineData("group_by=team,key", "?group_by")]
    [InlineData("group_by=key&team=tem_1", "?group_by")]
    [InlineData("all=yes", "?all")]
    [InlineData("all=true&team=tem_1", "?team")]
    [InlineData("format=xml", "?format")]
    public async Task What_can_not_be_right_is_400_and_named(string query, string pointer)
    {
        await using var host = await StartAsync(overMongo: false);
        var problem = await JobsHost.ProblemAsync(await host.GetAsync("/api/v1/usage?" + query), 400);
        Assert.Equal(("bad_query", pointer), (problem.GetProperty("code").GetString(), problem.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    private async Task<QuotaHost> StartAsync(bool overMongo, params (string Name, string Value)[] settings)
    {
        var host = new QuotaHost(time, [overMongo ? ("MONGODB_URL", await mongo.NewDatabaseAsync()) : ("IMAGEGEN_DATA", folder.FullName), .. settings]);
        await host.InitializeAsync();
        var local = new Subject(SubjectKind.User, "local");
        await AddAsync(host, local, 202610, new LedgerLine(20261031, "m1", "local", 1, 5, 1.00m));
        await AddAsync(
            host, local, 202611,
            new Reservation("job_9", 1, ["tkt_9"], 20261128, "m1", "local", 2, 0.20m, time.GetUtcNow().ToUnixTimeMilliseconds(), long.MaxValue),
            new LateBilling("job_1", 1, 20261102, "m1", "local", 1, 0.20m),
            new LedgerLine(20261102, "m1", "local", 1, 2, 0.40m), new LedgerLine(20261128, "m2", "local", 1, 1, 0.20m));
        await AddAsync(host, new Subject(SubjectKind.User, "usr_b"), 202611, new LedgerLine(20261128, "m1", "usr_b", 1, 7, 1.40m));
        await AddAsync(host, new Subject(SubjectKind.Team, "tem_1"), 202611, new LedgerLine(20261128, "m1", "usr_b", 1, 2, 0.40m), new LedgerLine(20261128, "m1", "local", 1, 1, 0.20m));
        await AddAsync(host, new Subject(SubjectKind.Key, "key_1"), 202611, new LedgerLine(20261128, "m1", "local", 1, 1, 0.20m));
        await AddAsync(host, new Subject(SubjectKind.Key, "key_b"), 202611, new LedgerLine(20261128, "m1", "usr_b", 1, 7, 1.40m));
        return host;
    }

    private static async Task AddAsync(QuotaHost host, Subject subject, int month, params object[] parts)
    {
        var ledger = LedgerRules.New(subject, parts.OfType<LedgerLine>().First().UserId, month) with
        {
            Settled = [.. parts.OfType<LedgerLine>()],
            Open = [.. parts.OfType<Reservation>()],
            Late = [.. parts.OfType<LateBilling>()],
        };
        Assert.NotNull(await host.Service<IDocuments<Ledger>>().InsertAsync(ledger, CancellationToken.None));
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(QuotaHost host, string query, params string[] names)
    {
        var rows = (await host.ReadAsync("/api/v1/usage" + query)).GetProperty("data").EnumerateArray();
        return [.. rows.Select(row => string.Join(' ', [
            .. names.Select(name => row.GetProperty(name).GetString()),
            row.GetProperty("pictures").GetRawText(), row.GetProperty("cost").GetRawText(), Reserved(row)]))];

        static string Reserved(JsonElement row) => $"{row.GetProperty("reserved_pictures").GetRawText()}/{row.GetProperty("reserved_cost").GetRawText()}";
    }
}
