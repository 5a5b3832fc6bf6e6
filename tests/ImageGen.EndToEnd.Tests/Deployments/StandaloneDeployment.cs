namespace ImageGen.EndToEnd.Tests;

/// <summary>Every module in one process: in-memory bus, SQLite, local disk.</summary>
public sealed class StandaloneDeployment : Deployment
{
    internal override Task<ServiceProcess> StartPlatformAsync(IReadOnlyDictionary<string, string> provider) =>
        StartProcessAsync("standalone", "ImageGen.Standalone", provider, ("IMAGEGEN_DATA", Folder), ("IMAGEGEN_WEB", Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../web/dist"))));
}
