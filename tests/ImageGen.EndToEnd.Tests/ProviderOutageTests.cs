using System.Net.Http.Json;
using System.Text.Json;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>The provider is away: its circuit opens, jobs wait in the queue, and go on by themselves when it is back.</summary>
public abstract class ProviderOutageTests(Deployment deployment) : PlatformTests(deployment)
{
    [Fact]
    public async Task While_the_provider_is_away_jobs_wait_and_go_on_by_themselves()
    {
        await Simulator.Process.KillAsync();
        var jobs = Send("the provider is away", 20);
        var ids = await jobs.IdsAsync();
        var opened = default(Circuit);
        await Eventually.HoldsAsync("the circuit is open", async () => (opened = await CircuitAsync()) is { State: "open" });
        // Time and again one submission tries whether the provider is back.
        await Eventually.HoldsAsync("it was tried", async () => await CircuitAsync() is { State: "open", Until: var until } && until > opened!.Until);
        foreach (var id in ids)
            Assert.Equal("queued", ImageGenClient.Status(await Client.GetAsync(id)));

        await Simulator.Process.StartAsync();
        await Simulator.AnswerFastAsync();
        Assert.Equal(0, await jobs.ComeToRestAsync());
        await Eventually.HoldsAsync("the circuit is closed", async () => await CircuitAsync() is { State: "closed" });
    }

    private async Task<Circuit> CircuitAsync()
    {
        var view = await Client.Http.GetFromJsonAsync<JsonElement>("/api/v1/admin/providers", TestContext.Current.CancellationToken);
        return view.GetProperty("credentials").EnumerateArray().Single(account => account.GetProperty("api").GetString() == "visual")
            .GetProperty("circuit").Deserialize<Circuit>(JsonSerializerOptions.Web)!;
    }

    private sealed record Circuit(string State, DateTimeOffset? Until);

    [Collection<OnStandalone>]
    public sealed class OfStandalone(StandaloneDeployment deployment) : ProviderOutageTests(deployment);

    [Collection<OnDistributed>]
    public sealed class OfDistributed(DistributedDeployment deployment) : ProviderOutageTests(deployment);
}
