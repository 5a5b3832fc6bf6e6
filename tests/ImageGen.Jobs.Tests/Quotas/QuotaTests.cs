using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Quotas;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Persistence;
using ImageGen.TestKit;
using Microsoft.Extensions.Time.Testing;

namespace ImageGen.Jobs.Tests.Quotas;

/// <summary>Limits over the wire.</summary>
public sealed class QuotaTests(MongoServer mongo) : IDisposable
{
    private const string Body = """{"prompt": "a fox"}""";

    /// <summary>Half past ten in the evening of the 28th of November in Beijing.</summary>
    private static readonly DateTimeOffset Evening = new(2026, 11, 28, 14, 30, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Evening);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("jobs-tests-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public async Task Of_a_hundred_at_once_exactly_as_many_as_are_left_are_accepted(int replicas, bool overMongo)
    {
        var store = overMongo ? ("MONGODB_URL", await mongo.NewDatabaseAsync()) : ("IMAGEGEN_DATA", folder.FullName);
        var hosts = Enumerable.Range(0, replicas).Select(_ => new QuotaHost(time, store, ("Jobs:Quotas:PicturesPerDay", "37"))).ToList();
        foreach (var host in hosts)
            await host.InitializeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => hosts[n % replicas].PostAsync("/api/v1/jobs", Body)));

        Assert.Equal(37, answers.Count(answer => (int)answer.StatusCode == 202));
        Assert.Equal(63, answers.Count(answer => (int)answer.StatusCode == 429));
        Assert.Equal(37, (await hosts[0].ReadAsync("/api/v1/jobs?limit=100")).GetProperty("data").GetArrayLength());
        foreach (var host in hosts)
            await host.DisposeAsync();
    }

    [Fact]
    public async Task A_refusal_says_the_numbers_when_it_is_over_and_who_can_raise_it_in_both_languages()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "3"));
        await host.CreateAsync("""{"prompt": "a fox", "count": 2}""");

        var answer = await host.PostAsync("/api/v1/jobs", """{"prompt": "a fox", "count": 2}""", ("Accept-Language", "zh-CN"));
        Assert.Equal(TimeSpan.FromMinutes(90), answer.Headers.RetryAfter!.Delta);
        var problem = await JobsHost.ProblemAsync(answer, 429);
        Assert.Equal(("quota_exceeded", true), (problem.GetProperty("code").GetString(), problem.GetProperty("retryable").GetBoolean()));
        Assert.Contains("每天的图片限额为 3 张", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            """{"kind":"pictures_per_day","of":"user","id":"local","limit":3,"used":2,"asked":2,"resets_at":"2026-11-29T00:00:00+08:00","raised_by":"administrator"}""",
            problem.GetProperty("limit").GetRawText());

        var english = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", """{"prompt": "a fox", "count": 2}"""), 429);
        Assert.Equal("You may ask for 3 pictures a day; 2 are used or reserved, and this needs 2 more. Tomorrow counts anew. An administrator can raise it.", english.GetProperty("detail").GetString());
        await host.CreateAsync(Body);
        time.Advance(TimeSpan.FromMinutes(90));
        await host.CreateAsync("""{"prompt": "a fox", "count": 3}""");
    }

    [Fact]
    public async Task A_budget_is_402_and_says_what_is_missing()
    {
        await using var host = await StartAsync(("Jobs:Quotas:CostPerMonth", "0.50"));
        await host.CreateAsync("""{"prompt": "a fox", "count": 2, "model": "jimeng-t2i-4.0"}""");
        var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", """{"prompt": "a fox", "model": "jimeng-t2i-4.0"}"""), 402);
        Assert.Equal(("budget_exceeded", false), (problem.GetProperty("code").GetString(), problem.GetProperty("retryable").GetBoolean()));
        Assert.Equal(
            """{"kind":"cost_per_month","of":"user","id":"local","limit":0.50,"used":0.44,"asked":0.22,"currency":"CNY","resets_at":"2026-12-01T00:00:00+08:00","raised_by":"administrator"}""",
            problem.GetProperty("limit").GetRawText());
    }

    [Fact]
    public async Task What_was_not_made_is_given_back_and_a_retry_asks_for_it_anew()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "2"));
        var id = await host.CreateIdAsync("""{"prompt": "a fox", "count": 2}""");
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Body), 429);
        await host.TellAsync(id, Some.Stored(0) with { JobId = id }, Some.Failed(1) with { JobId = id });
        await Eventually.HoldsAsync("one is given back", async () => (await UsedAsync(host)).Reserved == 0);

        Assert.Equal(202, (int)(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}")).StatusCode);
        Assert.Equal((1, 1), await UsedAsync(host));
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Body), 429);
        await host.TellAsync(id, Some.Failed(1, attempt: 2) with { JobId = id });
        await Eventually.HoldsAsync("it is given back", async () => (await UsedAsync(host)).Reserved == 0);

        await host.CreateAsync(Body);
        var problem = await JobsHost.ProblemAsync(await host.PostAsync($"/api/v1/jobs/{id}/retry", "{}"), 429);
        Assert.Equal(1, problem.GetProperty("limit").GetProperty("asked").GetInt32());
        Assert.Equal(2, (await host.ReadAsync($"/api/v1/jobs/{id}")).GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task A_canceled_job_gives_back_what_was_not_submitted_and_an_unknown_one_keeps_it()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "2"));
        var (canceled, unknown) = (await host.CreateIdAsync(Body), await host.CreateIdAsync(Body));
        await host.PostAsync($"/api/v1/jobs/{canceled}/cancel", "{}");
        await host.TellAsync(unknown, Some.Unknown(0) with { JobId = unknown });
        Assert.Equal((0, 2), await UsedAsync(host));
        await host.TellAsync(canceled, Some.Stopped(0) with { JobId = canceled });
        await Eventually.HoldsAsync("one is given back", async () => await UsedAsync(host) == (0, 1));
        await host.TellAsync(unknown, Some.Stored(0) with { JobId = unknown });
        await Eventually.HoldsAsync("the other was billed", async () => await UsedAsync(host) == (1, 0));
    }

    [Fact]
    public async Task A_repeated_request_counts_once_however_many_come_at_the_same_time()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "1"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "one"))));
        Assert.All(answers, answer => Assert.Equal(202, (int)answer.StatusCode));
        await Eventually.HoldsAsync("it counts once", async () => await UsedAsync(host) == (0, 1));
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "two")), 429);

        // What was refused may be sent again as it was.
        time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(202, (int)(await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "two"))).StatusCode);
    }

    [Fact]
    public async Task Late_billing_may_pass_the_limit_and_the_next_submit_may_not()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "1"));
        var id = await host.CreateIdAsync(Body);
        await host.TellAsync(id, Some.Failed(0) with { JobId = id });
        await Eventually.HoldsAsync("it is given back", async () => await UsedAsync(host) == (0, 0));
        await host.CreateAsync(Body);
        await host.TellAsync(id, Some.Stored(0) with { JobId = id });
        await Eventually.HoldsAsync("it is counted all the same", async () => await UsedAsync(host) == (1, 1));
        await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Body), 429);
        var job = (await host.Service<IDocuments<Job>>().GetAsync(id, CancellationToken.None))!.Body;
        await Eventually.HoldsAsync("the job is settled", async () => (await host.Service<IDocuments<Job>>().GetAsync(job.Id, CancellationToken.None))!.Body.Settled);
    }

    [Fact]
    public async Task Of_a_batch_as_many_jobs_are_accepted_as_are_left_and_each_of_the_others_says_why()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "5"));
        var batch = $$"""{"jobs": [{{string.Join(", ", Enumerable.Repeat(Body, 12))}}]}""";
        var answer = await host.PostAsync("/api/v1/jobs/batch", batch);
        Assert.Equal(202, (int)answer.StatusCode);
        var outcomes = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(5, outcomes.GetProperty("accepted").GetInt32());
        var refused = outcomes.GetProperty("entries").EnumerateArray().Where(entry => entry.TryGetProperty("error", out _)).Select(entry => entry.GetProperty("error")).ToList();
        Assert.Equal(7, refused.Count);
        Assert.All(refused, error => Assert.Equal(("quota_exceeded", 5), (error.GetProperty("code").GetString(), error.GetProperty("limit").GetProperty("limit").GetInt32())));
        var none = await host.PostAsync("/api/v1/jobs/batch", batch);
        Assert.Equal(TimeSpan.FromMinutes(90), none.Headers.RetryAfter!.Delta);
        Assert.Equal("quota_exceeded", (await JobsHost.ProblemAsync(none, 429)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_threshold_is_told_once_though_many_requests_pass_it()
    {
        await using var host = await StartAsync(("Jobs:Quotas:PicturesPerDay", "10"));
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => host.PostAsync("/api/v1/jobs", Body)));
        await Eventually.HoldsAsync("both were sent", () => Task.FromResult(Told(host).Count >= 2));
        time.Advance(TimeSpan.FromMinutes(1));
        await host.PostAsync("/api/v1/jobs", Body);
        Assert.Equal([80, 100], Told(host).Order());

        static List<int> Told(QuotaHost host) => [.. host.Commands.Received.OfType<BudgetThresholdReached>().Select(threshold => threshold.Percent)];
    }

    [Fact]
    public async Task A_model_without_a_price_in_our_currency_is_refused_where_money_is_limited()
    {
        await using (var host = await StartAsync(("Jobs:Quotas:CostPerMonth", "10"), ("Jobs:Quotas:Currency", "USD")))
        {
            var problem = await JobsHost.ProblemAsync(await host.PostAsync("/api/v1/jobs", Body), 422);
            Assert.Equal("price_unknown", problem.GetProperty("code").GetString());
        }

        await using var free = await StartAsync(("Jobs:Quotas:Currency", "USD"));
        await free.CreateAsync(Body);
    }

    private async Task<QuotaHost> StartAsync(params (string Name, string Value)[] settings)
    {
        var host = new QuotaHost(time, [("IMAGEGEN_DATA", folder.FullName), .. settings]);
        await host.InitializeAsync();
        return host;
    }

    /// <summary>Pictures of this month that were billed, and those that are reserved.</summary>
    private static async Task<(int Billed, int Reserved)> UsedAsync(QuotaHost host)
    {
        var total = (await host.ReadAsync("/api/v1/usage")).GetProperty("total");
        return (total.GetProperty("pictures").GetInt32(), total.GetProperty("reserved_pictures").GetInt32());
    }
}

/// <summary>A replica: where it keeps its documents is said by its settings.</summary>
internal sealed class QuotaHost(TimeProvider time, params (string Name, string Value)[] settings)
    : JobsHost(settings.Last(setting => setting.Name is "IMAGEGEN_DATA" or "MONGODB_URL").Value is var place && place.StartsWith("mongodb", StringComparison.Ordinal) ? Path.GetTempPath() : place, time, settings);
