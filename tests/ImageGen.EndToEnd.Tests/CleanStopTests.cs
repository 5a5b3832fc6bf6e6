using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Ctrl-C with jobs in hand: each process ends with success, nothing is in doubt, and the next start goes on by itself.</summary>
public abstract class CleanStopTests(Deployment deployment) : PlatformTests(deployment)
{
    [Fact]
    public async Task Ctrl_C_ends_each_process_with_success_and_leaves_nothing_in_doubt()
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 500, generate_max_ms = 2000 });
        var jobs = Send("in hand while everything stops", 10);
        await jobs.IdsAsync();
        await jobs.AreUnderWayAsync(paid: 1);
        var codes = await Task.WhenAll(Platform.Processes.Select(process => process.InterruptAsync()));
        Assert.All(codes, code => Assert.Equal(0, code));
        foreach (var process in Platform.Processes)
            await process.StartAsync();
        Assert.Equal(0, await jobs.ComeToRestAsync());
    }

    [Collection<OnStandalone>]
    public sealed class OfStandalone(StandaloneDeployment deployment) : CleanStopTests(deployment);

    [Collection<OnDistributed>]
    public sealed class OfDistributed(DistributedDeployment deployment) : CleanStopTests(deployment);
}
