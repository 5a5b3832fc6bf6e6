using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;
using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests;

/// <summary>kill -9 of each process in turn while 50 jobs are in flight: all end, none is lost, none is submitted twice.</summary>
public abstract class KillEachProcessTests(Deployment deployment) : PlatformTests(deployment)
{
    private const int InFlight = 50;

    [Fact]
    public async Task Fifty_jobs_in_flight_survive_the_death_of_each_process()
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 1000, generate_max_ms = 4000 });
        var batches = new List<(ServiceProcess Victim, JobBatch Jobs)>();
        foreach (var victim in Platform.Processes)
        {
            var jobs = Send($"{victim.Name} dies", InFlight);
            batches.Add((victim, jobs));
            // The kill falls while some are queued, some submitted and some on their way back.
            await jobs.AreUnderWayAsync(paid: 5);
            await victim.KillAsync();
            await victim.StartAsync();
        }

        var doubtful = 0;
        foreach (var (victim, jobs) in batches)
        {
            var waiting = await jobs.ComeToRestAsync();
            Assert.True(waiting == 0 || Deployment.Submits(victim), $"{waiting} jobs wait for a person, although {victim.Name} submits nothing.");
            doubtful += waiting;
        }
        // Only what was on the wire when its process died may wait for a person.
        Assert.InRange(doubtful, 0, batches.Count(batch => Deployment.Submits(batch.Victim)) * Deployment.ParallelSubmits);
    }

    [Collection<OnStandalone>]
    public sealed class OfStandalone(StandaloneDeployment deployment) : KillEachProcessTests(deployment);

    [Collection<OnDistributed>]
    public sealed class OfDistributed(DistributedDeployment deployment) : KillEachProcessTests(deployment);

    [Collection<OnReplicaSet>]
    public sealed class OfDistributedOverReplicaSet(ReplicaSetDeployment deployment) : KillEachProcessTests(deployment);
}
