using ImageGen.Catalogue;
using ImageGen.Volcengine.Simulator;

namespace ImageGen.Standalone;

/// <summary>The simulator on a loopback port of its own, standing in for Volcengine. Its journal lies in the data folder, so a restart finds its tasks again.</summary>
internal sealed class DemoProvider(WebApplication simulator) : IAsyncDisposable
{
    /// <returns>Null where a key is configured: then pictures come from the real models.</returns>
    public static async Task<DemoProvider?> StartWhereNoKeyIsSetAsync(ConfigurationManager configuration, string folder)
    {
        if (ProviderApis.Accounts.Any(setting => !string.IsNullOrEmpty(configuration[setting.Name])) || configuration.GetSection("Volcengine:Credentials").GetChildren().Any())
            return null;
        var options = new SimulatorOptions { StatePath = Path.Combine(folder, "simulator.jsonl") };
        foreach (var own in new[] { "ImageGen:PublicUrl", "S3:PublicEndpoint", "S3:Endpoint" })
        {
            if (Uri.TryCreate(configuration[own], UriKind.Absolute, out var address))
                options.InputHosts.Add(address.IdnHost);
        }
        var simulator = SimulatorApp.Create(options);
        await simulator.StartAsync();
        configuration.AddInMemoryCollection(ProviderApis.All.Select(api => KeyValuePair.Create(api.Endpoint.Name, (string?)simulator.Urls.First())));
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [ProviderApis.AccessKey.Name] = SimulatorCredentials.AccessKey,
            [ProviderApis.SecretKey.Name] = SimulatorCredentials.SecretKey,
            [ProviderApis.ArkApiKey.Name] = SimulatorCredentials.ArkApiKey,
            // The figures of the catalogue are those of real accounts.
            ["Volcengine:Limits:*:Concurrency"] = configuration["Volcengine:Limits:*:Concurrency"] ?? "0",
            ["Volcengine:Limits:*:RequestsPerSecond"] = configuration["Volcengine:Limits:*:RequestsPerSecond"] ?? "0",
            ["ImageGen:DemoMode"] = "true",
        });
        return new DemoProvider(simulator);
    }

    /// <summary>The simulator reads input pictures by link as the provider does; it lives on this machine, so our own address will do.</summary>
    public static void ReachUsBy(IConfiguration configuration, IEnumerable<string> urls)
    {
        const string setting = "ImageGen:PublicUrl";
        var own = new UriBuilder(urls.First().Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal));
        if (own.Host is "0.0.0.0" or "[::]")
            own.Host = "localhost";
        if (string.IsNullOrEmpty(configuration[setting]))
            configuration[setting] = own.Uri.GetLeftPart(UriPartial.Authority);
    }

    public ValueTask DisposeAsync() => simulator.DisposeAsync();
}
