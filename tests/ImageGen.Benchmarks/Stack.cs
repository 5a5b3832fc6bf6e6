using ImageGen.TestKit;
using ImageGen.TestKit.Processes;

namespace ImageGen.Benchmarks;

/// <summary>The processes of one way to run the platform.</summary>
internal sealed class Stack : IAsyncDisposable
{
    private const int Workers = 2;
    public static readonly string[] Servers = ["RABBITMQ_URL", "MONGODB_URL", "S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY", "S3_SECRET_KEY"];
    private readonly List<ServiceProcess> processes = [];

    public static bool HasServers => Servers.All(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    public Uri Door => processes[^1].Address;

    public static IEnumerable<KeyValuePair<string, string?>> S3Settings() =>
    [
        new("S3:Endpoint", Environment.GetEnvironmentVariable("S3_ENDPOINT")),
        new("S3:Region", Environment.GetEnvironmentVariable("S3_REGION") ?? "us-east-1"),
        new("S3:Bucket", Environment.GetEnvironmentVariable("S3_BUCKET")),
        new("S3:AccessKey", Environment.GetEnvironmentVariable("S3_ACCESS_KEY")),
        new("S3:SecretKey", Environment.GetEnvironmentVariable("S3_SECRET_KEY")),
        new("S3:ForcePathStyle", Environment.GetEnvironmentVariable("S3_FORCE_PATH_STYLE") ?? "true"),
    ];

    public static async Task<Stack> StandaloneAsync(InstantProvider provider, string folder)
    {
        var stack = new Stack();
        // Its own folder, and none of the servers that may be named for the other stack.
        var environment = new Dictionary<string, string>(provider.Environment) { ["IMAGEGEN_DATA"] = Path.Combine(folder, "standalone") };
        foreach (var server in Servers)
            environment[server] = "";
        await stack.StartAsync("standalone", "ImageGen.Standalone", environment);
        return stack;
    }

    /// <param name="mongo">False: each process keeps its documents in its own SQLite file, so that there is one worker only.</param>
    public static async Task<Stack> DistributedAsync(InstantProvider provider, string folder, bool mongo)
    {
        var stack = new Stack();
        for (var n = 1; n <= (mongo ? Workers : 1); n++)
            await stack.StartAsync($"worker-{n}", "ImageGen.Volcengine.Worker", Of($"worker-{n}"));
        var storage = await stack.StartAsync("storage", "ImageGen.Storage.Service", Of("storage"));
        var jobs = await stack.StartAsync("jobs", "ImageGen.Jobs.Api", Of("jobs"));
        await stack.StartAsync("gateway", "ImageGen.Gateway", new Dictionary<string, string>(Of("gateway"))
        {
            ["Gateway__Jobs"] = jobs.Address.ToString(),
            ["Gateway__Storage"] = storage.Address.ToString(),
        });
        return stack;

        Dictionary<string, string> Of(string process)
        {
            var environment = new Dictionary<string, string>(provider.Environment) { ["IMAGEGEN_DATA"] = Path.Combine(folder, mongo ? "mongo" : "sqlite", process) };
            if (!mongo)
                environment["MONGODB_URL"] = "";
            return environment;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    private async Task<ServiceProcess> StartAsync(string name, string project, IReadOnlyDictionary<string, string> environment)
    {
        var process = new ServiceProcess(name, project, LocalServer.FreePort(), environment);
        processes.Add(process);
        await process.StartAsync();
        return process;
    }
}
