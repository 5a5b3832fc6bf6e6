using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Tests of a running platform, whose provider behaves well and is fast at the start of each.</summary>
public abstract class PlatformTests(Deployment deployment) : IAsyncLifetime
{
    private protected Deployment Platform => deployment;

    private protected Simulator Simulator => deployment.Simulator;

    private protected ImageGenClient Client => deployment.Client;

    public async ValueTask InitializeAsync()
    {
        await deployment.StartAsync();
        await Simulator.BehaveAsync();
        await Simulator.AnswerFastAsync();
    }

    /// <summary>What the processes said last goes into the report of a test that failed.</summary>
    public ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed)
            TestContext.Current.TestOutputHelper?.WriteLine(deployment.Outputs());
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected JobBatch Send(string what, int jobs) => new(deployment, what, jobs);
}
