using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>
/// Two Jobs APIs share the facts between them, so their commits and hints mix. Readers see the last version of every job, and of none an
/// older one, although the broker is cut off and a replica dies under its reader.
/// </summary>
[Collection<OnCuttable>]
public sealed class SseTwoReplicasTests(CuttableDeployment deployment) : PlatformTests(deployment)
{
    private readonly CuttableDeployment deployment = deployment;

    [Fact]
    public async Task Every_reader_sees_the_last_version_of_every_job_and_none_goes_back()
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 500, generate_max_ms = 3000 });
        var (first, second) = (deployment.Process("jobs-1"), deployment.Process("jobs-2"));
        await using var staying = new JobWatcher();
        await using var moving = new JobWatcher();
        await staying.MoveToAsync(second.Address);
        await moving.MoveToAsync(first.Address);
        var jobs = Send("watched", 20);
        await jobs.AreUnderWayAsync(paid: 5);
        await Eventually.HoldsAsync("both readers see something", () => Task.FromResult(staying.Frames > 0 && moving.Frames > 0));

        await deployment.Broker.DisableAsync();
        await first.KillAsync();
        await moving.MoveToAsync(second.Address);
        var more = Send("accepted while the broker is away", 5);
        await more.IdsAsync();
        await first.StartAsync();
        await deployment.Broker.EnableAsync();
        await moving.MoveToAsync(first.Address);

        Assert.Equal(0, await jobs.ComeToRestAsync());
        Assert.Equal(0, await more.ComeToRestAsync());
        foreach (var id in (await jobs.IdsAsync()).Concat(await more.IdsAsync()))
        {
            await Eventually.HoldsAsync($"both readers see the last version of {id}", async () =>
                (await Client.GetAsync(id)).GetProperty("version").GetInt64() is var last && staying.VersionOf(id) == last && moving.VersionOf(id) == last);
        }
    }
}
