using ImageGen.EndToEnd.Tests.Support;
using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests;

/// <summary>Standalone as a newcomer starts it: without any key or address.</summary>
public sealed class DemoModeTests
{
    [Fact]
    public async Task A_reference_reaches_the_built_in_provider_by_link()
    {
        var folder = Directory.CreateTempSubdirectory("imagegen-demo-");
        await using (var standalone = new ServiceProcess(
            "standalone", "ImageGen.Standalone", LocalServer.FreePort(), new Dictionary<string, string> { ["IMAGEGEN_DATA"] = folder.FullName }))
        {
            await standalone.StartAsync();
            using var client = new ImageGenClient(standalone.Address);
            await client.WaitUntilReadyAsync();
            var references = new[] { await client.UploadAsync(Picture.Plain(640, 480, Picture.Red)) };
            await client.SucceedAsync(new { model = "jimeng-t2i-4.0", prompt = "a red door", size = "1024x1024", references });
        }
        folder.Delete(recursive: true);
    }
}
