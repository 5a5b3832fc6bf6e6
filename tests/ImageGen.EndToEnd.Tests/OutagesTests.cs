using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>
/// A server that is cut off in the middle of work: for a moment that every adapter waits through by itself, for longer than a call is
/// tried, and for so long that commands land in the error queue. Each server has a platform of its own, because these mostly wait.
/// </summary>
public abstract class OutagesTests(CuttableDeployment deployment, string what, Func<CuttableDeployment, ToxiproxyProxy> server) : PlatformTests(deployment)
{
    private readonly CuttableDeployment deployment = deployment;

    [Theory]
    [InlineData(15)]
    [InlineData(90)]
    [InlineData(300)]
    public async Task Work_waits_and_goes_on_by_itself(int seconds)
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 1000, generate_max_ms = 4000 });
        var before = Send($"before {seconds} s without the {what}", 20);
        await before.AreUnderWayAsync(paid: 3);
        await server(deployment).DisableAsync();
        var meanwhile = Send($"in {seconds} s without the {what}", 5);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await server(deployment).EnableAsync();

        Assert.Equal(0, await before.ComeToRestAsync());
        Assert.Equal(0, await meanwhile.ComeToRestAsync());
    }

    public sealed class OfTheBroker(CuttableDeployment deployment)
        : OutagesTests(deployment, "broker", platform => platform.Broker), IClassFixture<CuttableDeployment>;

    public sealed class OfTheDatabase(CuttableDeployment deployment)
        : OutagesTests(deployment, "database", platform => platform.Database), IClassFixture<CuttableDeployment>;

    public sealed class OfTheObjectStore(CuttableDeployment deployment)
        : OutagesTests(deployment, "object store", platform => platform.Store), IClassFixture<CuttableDeployment>;
}
