using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>
/// A real worker over real servers dies by SIGKILL at each point that has a name, then at random steps and moments, while 300 jobs of
/// both APIs pass through it. <c>IMAGEGEN_TEST_SEED</c> repeats the choice of the random ones.
/// </summary>
[Collection<OnKilledWorker>]
public sealed class KilledWorkerTests(KilledWorkerDeployment deployment, ITestOutputHelper output) : PlatformTests(deployment)
{
    private const int Killed = 137;
    private const int RandomSteps = 4;
    private const int RandomMoments = 3;
    private const int LeastJobs = 300;

    private static readonly string[] Points =
    [
        "before visual insert", "after visual insert", "after claim readyAt",
        "before visual Ready>Submitting", "after visual Ready>Submitting",
        "before visual Submitting>Ready", "after visual Submitting>Ready",
        "before visual Submitting>Running", "after visual Submitting>Running",
        "after claim nextPollAt", "before visual Running>Delivered", "after visual Running>Delivered",
        "before publish ImagesGenerated", "after publish ImagesGenerated", "after visual told",
        "after ark Ready>Submitting", "before ark Submitting>Delivered", "after ark Submitting>Delivered",
        "after group Ready>Submitting", "before group arrived", "after group arrived",
        "before group Submitting>Delivered", "after group Submitting>Delivered",
    ];

    [Fact]
    public async Task Three_hundred_jobs_survive_a_worker_that_dies_at_every_point_and_none_is_paid_twice()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("IMAGEGEN_TEST_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"IMAGEGEN_TEST_SEED={seed}");
        var random = new Random(seed);
        var watch = Stopwatch.StartNew();
        await Simulator.SetAsync(new { queue_ms = 50, generate_min_ms = 50, generate_max_ms = 300 });

        var jobs = new List<Order>();
        foreach (var point in Points.Concat(Enumerable.Range(0, RandomSteps).Select(_ => $"{(random.Next(2) == 0 ? "before" : "after")} any {1 + random.Next(60)}")))
        {
            jobs.AddRange(await SendAsync(point));
            deployment.LaunchWorker(point);
            Assert.Equal((point, Killed), (point, await deployment.Worker.EndAsync()));
            output.WriteLine($"{watch.Elapsed.TotalSeconds:0.0} s: died {point}");
        }

        for (var moment = 0; moment < RandomMoments; moment++)
        {
            deployment.LaunchWorker(point: null);
            jobs.AddRange(await SendAsync($"moment {moment}"));
            await Task.Delay(random.Next(2000));
            await deployment.Worker.KillAsync();
        }

        // Not so far ahead that the provider refuses the signature's date.
        await deployment.StartWorkerLaterAsync(TimeSpan.FromSeconds(25));
        Assert.InRange(jobs.Count, LeastJobs, int.MaxValue);
        await CheckAsync(jobs);
    }

    /// <summary>
    /// Jobs of each kind, the first submission of which finds the provider full. Of these only: what a dying worker had put on the wire
    /// may still arrive.
    /// </summary>
    private async Task<IEnumerable<Order>> SendAsync(string what)
    {
        var batch = Guid.NewGuid().ToString("N");
        await Simulator.FailAsync(new { on = "submit", kind = "envelope", code = 50430, http = 429, message = "busy", prompt_contains = batch });
        return await Task.WhenAll(Enumerable.Range(0, 10).Select(async n =>
        {
            var prompt = $"{what}, job {n}, {batch}";
            object request = (n % 3) switch
            {
                0 => new { prompt, model = "jimeng-t2i-4.0", size = "1024x1024" },
                1 => new { prompt, model = "seedream-4.5", size = "2048x2048" },
                _ => new { prompt, model = "seedream-4.0", size = "1024x1024", count = 3, group = true },
            };
            return new Order(prompt, ImageGenClient.Id(await Client.PostAsync("/api/v1/jobs", HttpStatusCode.Accepted, request)));
        }));
    }

    private async Task CheckAsync(IReadOnlyList<Order> orders)
    {
        var jobs = new List<JsonElement>();
        foreach (var order in orders)
            jobs.Add(await Client.WaitAsync(order.Id, job => ImageGenClient.HasEnded(job) || ImageGenClient.Status(job) == "needs_attention"));
        var doubtful = jobs.Count(job => ImageGenClient.Status(job) == "needs_attention");
        output.WriteLine($"{doubtful} of {jobs.Count} wait for a person");

        var paid = await Simulator.PaidAsync();
        foreach (var (order, job) in orders.Zip(jobs))
        {
            var times = paid.GetValueOrDefault(order.Prompt);
            if (ImageGenClient.Status(job) == "needs_attention")
            {
                Assert.InRange(times, 0, 1);
                CheckUnknown(order, job);
                continue;
            }

            Assert.True((ImageGenClient.Status(job), times) == ("succeeded", 1), $"Paid {times} times: {job}");
            Assert.Empty(job.GetProperty("unknown_submissions").EnumerateArray());
            Assert.All(job.GetProperty("images").EnumerateArray(), image => Assert.Equal("stored", image.GetProperty("status").GetString()));
        }

        // Only what was on the wire when it died.
        Assert.InRange(doubtful, 1, (Points.Length + RandomSteps + RandomMoments) * Deployment.ParallelSubmits);
    }

    /// <summary>What an operator needs to look for the call in the provider's console.</summary>
    private static void CheckUnknown(Order order, JsonElement job)
    {
        var unknown = Assert.Single(job.GetProperty("unknown_submissions").EnumerateArray());
        Assert.StartsWith("sub_", unknown.GetProperty("submit_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.Prompt))), unknown.GetProperty("prompt_sha256").GetString());
        Assert.True(unknown.GetProperty("submitted_at").GetDateTime() > job.GetProperty("created_at").GetDateTime());
        Assert.Equal("unknown_outcome", job.GetProperty("error").GetProperty("code").GetString());
    }

    private sealed record Order(string Prompt, string Id);
}
