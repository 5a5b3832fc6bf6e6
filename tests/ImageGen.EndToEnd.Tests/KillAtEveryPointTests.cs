using System.Globalization;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>
/// A whole platform dies at random moments, over each bus and each store, with submissions on the wire.
/// <c>IMAGEGEN_TEST_SEED</c> repeats the choice of moments.
/// </summary>
public abstract class KillAtEveryPointTests(Deployment deployment, ITestOutputHelper output) : PlatformTests(deployment)
{
    private const int Kills = 3;
    private const int InFlight = 15;

    [Fact]
    public async Task Jobs_in_flight_survive_a_process_that_dies_at_random_moments()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("IMAGEGEN_TEST_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        output.WriteLine($"IMAGEGEN_TEST_SEED={seed}");
        var random = new Random(seed);
        await Simulator.SetAsync(new { queue_ms = 100, generate_min_ms = 100, generate_max_ms = 1500 });
        // A submission takes a while, so some of the kills leave one on the wire.
        await Simulator.FailAsync(new { on = "submit", kind = "slow", delay_ms = 100, times = -1 });

        var process = Assert.Single(Platform.Processes);
        var batches = new List<JobBatch>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var jobs = Send($"kill {kill}", InFlight);
            batches.Add(jobs);
            await jobs.AreUnderWayAsync(random.Next(InFlight));
            await Task.Delay(random.Next(500));
            await process.KillAsync();
            await process.StartAsync();
        }

        var doubtful = 0;
        foreach (var jobs in batches)
            doubtful += await jobs.ComeToRestAsync();
        output.WriteLine($"{doubtful} of {Kills * InFlight} wait for a person");
        Assert.InRange(doubtful, 0, Kills * Deployment.ParallelSubmits);
    }

    public sealed class InMemoryAndSqlite(StandaloneDeployment deployment, ITestOutputHelper output)
        : KillAtEveryPointTests(deployment, output), IClassFixture<StandaloneDeployment>;

    public sealed class InMemoryAndMongo(StandaloneOverMongo deployment, ITestOutputHelper output)
        : KillAtEveryPointTests(deployment, output), IClassFixture<StandaloneOverMongo>;

    public sealed class RabbitMqAndSqlite(StandaloneOverRabbitMq deployment, ITestOutputHelper output)
        : KillAtEveryPointTests(deployment, output), IClassFixture<StandaloneOverRabbitMq>;

    public sealed class RabbitMqAndMongo(StandaloneOverRabbitMqAndMongo deployment, ITestOutputHelper output)
        : KillAtEveryPointTests(deployment, output), IClassFixture<StandaloneOverRabbitMqAndMongo>;
}
