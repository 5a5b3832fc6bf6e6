using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>Every module in one process: in-memory bus, SQLite, local disk.</summary>
public class StandaloneDeployment : Deployment
{
    internal override async Task<ServiceProcess> StartPlatformAsync(IReadOnlyDictionary<string, string> settings)
    {
        var port = LocalServer.FreePort();
        var environment = new Dictionary<string, string>(settings)
        {
            ["IMAGEGEN_WEB"] = Path.Combine(SourceTree.Root, "web", "dist"),
            // The provider reads pictures by link; the simulator is on this machine.
            ["IMAGEGEN_PUBLIC_URL"] = $"http://127.0.0.1:{port}",
        };
        await ChooseAdaptersAsync(environment);
        return await StartProcessAsync("standalone", "ImageGen.Standalone", port, environment);
    }

    private protected virtual Task ChooseAdaptersAsync(Dictionary<string, string> environment) => Task.CompletedTask;
}
