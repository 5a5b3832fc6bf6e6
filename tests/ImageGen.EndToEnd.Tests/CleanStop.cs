namespace ImageGen.EndToEnd.Tests;

public sealed class CleanStop(StandaloneDeployment deployment) : IClassFixture<StandaloneDeployment>
{
    [Fact]
    public async Task Ctrl_C_ends_the_process_with_success()
    {
        await deployment.StartAsync();
        await deployment.Client.SubmitAsync("a job in hand while the process stops");
        Assert.Equal(0, await Assert.Single(deployment.Processes).InterruptAsync());
    }
}
