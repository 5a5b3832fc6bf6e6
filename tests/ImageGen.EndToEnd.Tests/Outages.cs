namespace ImageGen.EndToEnd.Tests;

/// <summary>The broker, the database and the object store, each cut off for 15 s in the middle of work.</summary>
[Collection<OnCuttable>]
public sealed class Outages(CuttableDeployment deployment) : PlatformTests(deployment)
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(15);
    private readonly CuttableDeployment deployment = deployment;

    [Fact]
    public Task Without_the_broker_work_waits_and_goes_on_by_itself() => SurviveAsync("broker", deployment.Broker);

    [Fact]
    public Task Without_the_database_work_waits_and_goes_on_by_itself() => SurviveAsync("database", deployment.Database);

    [Fact]
    public Task Without_the_object_store_work_waits_and_goes_on_by_itself() => SurviveAsync("object store", deployment.Store);

    private async Task SurviveAsync(string what, ToxiproxyProxy server)
    {
        await Simulator.SetAsync(new { queue_ms = 200, generate_min_ms = 1000, generate_max_ms = 4000 });
        var before = Send($"before the {what} is cut off", 20);
        await before.AreUnderWayAsync(paid: 3);
        await server.DisableAsync();
        var meanwhile = Send($"while the {what} is cut off", 5);
        await Task.Delay(Outage);
        await server.EnableAsync();

        Assert.Equal(0, await before.ComeToRestAsync());
        Assert.Equal(0, await meanwhile.ComeToRestAsync());
    }
}
