namespace ImageGen.EndToEnd.Tests;

/// <summary>kill -9 of each process in turn while 50 jobs are in flight: all end, none is lost, none is submitted twice.</summary>
public abstract class KillEachProcess(Deployment deployment)
{
    private const int InFlight = 50;

    [Fact]
    public async Task Fifty_jobs_in_flight_survive_the_death_of_each_process()
    {
        await deployment.StartAsync();
        await deployment.Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 1000, generate_max_ms = 4000, picture = "fixed" });
        foreach (var process in deployment.Processes)
            await SurviveAsync(process);
    }

    private async Task SurviveAsync(ServiceProcess victim)
    {
        var prompts = Enumerable.Range(0, InFlight).Select(n => $"{victim.Name} dies, job {n}, {Guid.NewGuid():N}").ToList();
        var submitting = Task.WhenAll(prompts.Select(prompt => deployment.Client.SubmitAsync(prompt)));
        // The kill falls while some are queued, some submitted and some on their way back.
        await Eventually.HoldsAsync("some jobs are under way", async () => (await deployment.Simulator.PaidAsync()).Keys.Count(prompts.Contains) >= 5);
        await victim.KillAsync();
        await victim.StartAsync();
        foreach (var job in await submitting)
            await deployment.Client.WaitAsync(ImageGenClient.Id(job), now => ImageGenClient.HasEnded(now) || ImageGenClient.Status(now) == "needs_attention");
        var paid = await deployment.Simulator.PaidAsync();
        Assert.All(prompts, prompt => Assert.InRange(paid.GetValueOrDefault(prompt), 0, 1));
        foreach (var (prompt, job) in prompts.Zip(await submitting))
        {
            var now = await deployment.Client.GetAsync(ImageGenClient.Id(job));
            // A submission that was on the wire when its process died waits for a person; all others have their picture.
            Assert.Contains(ImageGenClient.Status(now), new[] { "succeeded", "needs_attention" });
            if (ImageGenClient.Status(now) == "succeeded")
                Assert.NotEmpty(await deployment.Client.PictureAsync(Assert.Single(now.GetProperty("images").EnumerateArray())));
        }
    }
}
