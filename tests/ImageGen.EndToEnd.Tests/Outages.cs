namespace ImageGen.EndToEnd.Tests;

/// <summary>The broker, the database and the object store, each cut off for 15 s in the middle of work.</summary>
public sealed class Outages(CuttableDeployment deployment) : IClassFixture<CuttableDeployment>
{
    private const int Jobs = 20;
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(15);

    [Fact]
    public Task Without_the_broker_work_waits_and_goes_on_by_itself() => SurviveAsync("broker", () => deployment.Broker);

    [Fact]
    public Task Without_the_database_work_waits_and_goes_on_by_itself() => SurviveAsync("database", () => deployment.Database);

    [Fact]
    public Task Without_the_object_store_work_waits_and_goes_on_by_itself() => SurviveAsync("object store", () => deployment.Store);

    private async Task SurviveAsync(string what, Func<ToxiproxyProxy> proxy)
    {
        await deployment.StartAsync();
        await deployment.Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 1000, generate_max_ms = 4000, picture = "fixed" });
        var prompts = Enumerable.Range(0, Jobs).Select(n => $"no {what}, job {n}, {Guid.NewGuid():N}").ToList();
        var submitting = Task.WhenAll(prompts.Select(prompt => deployment.Client.SubmitAsync(prompt)));
        await Eventually.HoldsAsync("some jobs are under way", async () => (await deployment.Simulator.PaidAsync()).Keys.Count(prompts.Contains) >= 3);

        await proxy().DisableAsync();
        await Task.Delay(Outage);
        await proxy().EnableAsync();

        var jobs = await submitting;
        foreach (var job in jobs)
            await deployment.Client.WaitAsync(ImageGenClient.Id(job), now => ImageGenClient.HasEnded(now) || ImageGenClient.Status(now) == "needs_attention");
        var paid = await deployment.Simulator.PaidAsync();
        foreach (var (prompt, job) in prompts.Zip(jobs))
        {
            var now = await deployment.Client.GetAsync(ImageGenClient.Id(job));
            Assert.Equal(1, paid.GetValueOrDefault(prompt));
            Assert.Equal("succeeded", ImageGenClient.Status(now));
            Assert.NotEmpty(await deployment.Client.PictureAsync(Assert.Single(now.GetProperty("images").EnumerateArray())));
        }
    }
}
