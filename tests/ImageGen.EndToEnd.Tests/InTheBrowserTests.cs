using System.Diagnostics;
using ImageGen.EndToEnd.Tests.Deployments;
using ImageGen.EndToEnd.Tests.Support;

namespace ImageGen.EndToEnd.Tests;

/// <summary>A real browser on the real page of a real Standalone; the steps are the web app's own (<c>web/e2e/real.e2e.ts</c>).</summary>
[Collection<OnStandalone>]
public sealed class InTheBrowserTests(StandaloneDeployment deployment) : PlatformTests(deployment)
{
    [Fact]
    public async Task A_person_types_a_prompt_and_sees_the_stored_picture_also_after_a_reload()
    {
        var web = Path.Combine(SourceTree.Root, "web");
        var chromium = Environment.GetEnvironmentVariable("CHROMIUM_PATH") ?? "/usr/bin/chromium";
        if (!File.Exists(chromium))
            TestServers.SkipOrFail("browser", $"There is no Chromium at {chromium}; CHROMIUM_PATH names another.");
        if (!File.Exists(Path.Combine(web, "dist", "index.html")))
            TestServers.SkipOrFail("browser", "The web app is not built: make web.");

        // As people see it: each picture in the size that was asked for.
        await Simulator.SetAsync(new { picture = "drawn" });
        var start = new ProcessStartInfo("npx", ["playwright", "test", "real"])
        {
            WorkingDirectory = web,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["E2E_BASE_URL"] = Client.Address.ToString().TrimEnd('/');
        start.Environment["E2E_REPORT"] = Path.Combine(Path.GetTempPath(), $"imagegen-browser-{Guid.NewGuid():N}.json");
        using var run = Process.Start(start)!;
        var output = await Task.WhenAll(run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        Assert.True(run.ExitCode == 0, string.Join('\n', output));
    }
}
