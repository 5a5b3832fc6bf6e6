using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

using Version = ImageGen.EndToEnd.Tests.Deployments.TwoVersionsDeployment.Version;

namespace ImageGen.EndToEnd.Tests;

/// <summary>
/// A rolling update and its way back: an earlier version and this one work on the same documents, messages and pictures at the same
/// time, and each alone with what the other has left. Nothing is lost and nothing is paid twice.
/// </summary>
[Collection<OnTwoVersions>]
public sealed class SideBySideTests(TwoVersionsDeployment deployment) : PlatformTests(deployment)
{
    private const int InFlight = 20;
    private readonly TwoVersionsDeployment deployment = deployment;

    [Fact]
    public async Task Work_goes_on_through_an_update_and_its_way_back()
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 1000, generate_max_ms = 4000 });

        var together = await UnderWayAsync("both versions");
        await deployment.StopAsync(Version.Earlier);
        var updated = await UnderWayAsync("only this version");
        await deployment.StartAsync(Version.Earlier);
        var again = await UnderWayAsync("both versions again");
        await deployment.StopAsync(Version.Tested);
        var back = await UnderWayAsync("only the earlier version");
        await deployment.StartAsync(Version.Tested);

        foreach (var jobs in (JobBatch[])[together, updated, again, back])
            Assert.Equal(0, await jobs.ComeToRestAsync());
        await EveryJobIsListedAsync(together, updated, again, back);
    }

    private async Task<JobBatch> UnderWayAsync(string who)
    {
        var jobs = Send(who, InFlight);
        await jobs.AreUnderWayAsync(paid: 5);
        return jobs;
    }

    /// <summary>Whoever wrote a job last, it is found by the fields that lists look at.</summary>
    private async Task EveryJobIsListedAsync(params JobBatch[] batches)
    {
        var wanted = new HashSet<string>();
        foreach (var batch in batches)
            wanted.UnionWith(await batch.IdsAsync());
        await Eventually.HoldsAsync("every job is listed as succeeded", async () =>
        {
            var listed = await Client.GetJsonAsync("/api/v1/jobs?status=succeeded&limit=100");
            return wanted.IsSubsetOf(listed.GetProperty("data").EnumerateArray().Select(ImageGenClient.Id));
        });
    }
}
