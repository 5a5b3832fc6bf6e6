using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>The object store is away for longer than anything retries by itself, and meanwhile the provider's links expire.</summary>
[Collection<OnCuttable>]
public sealed class StorageOutageBeyondRetriesTests(CuttableDeployment deployment) : PlatformTests(deployment)
{
    private const int Jobs = 5;
    private const int LinkLifeSeconds = 3;
    private readonly CuttableDeployment deployment = deployment;

    [Fact]
    public async Task Pictures_whose_links_expired_are_fetched_again_and_stored_once()
    {
        await Simulator.SetAsync(new { url_life_s = LinkLifeSeconds });
        await deployment.Store.DisableAsync();
        var jobs = Send("the object store is away", Jobs);
        foreach (var id in await jobs.IdsAsync())
            await Client.WaitAsync(id, job => ImageGenClient.Status(job) == "storing");
        var (asked, downloads) = (await Simulator.CallsAsync("CVSync2AsyncGetResult"), await Simulator.CallsAsync("picture"));
        // No client of a store and no consumer tries as often as that; only the copy's own document goes on.
        await Eventually.HoldsAsync("each picture was tried again and again", async () => await Simulator.CallsAsync("picture") >= downloads + (4 * Jobs));

        await Simulator.SetAsync(new { url_life_s = 24 * 60 * 60 });
        await deployment.Store.EnableAsync();

        Assert.Equal(0, await jobs.ComeToRestAsync());
        Assert.True(await Simulator.CallsAsync("CVSync2AsyncGetResult") >= asked + Jobs, "Expired links were not asked for again.");
    }
}
