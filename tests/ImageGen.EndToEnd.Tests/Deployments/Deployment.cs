using System.Globalization;
using ImageGen.EndToEnd.Tests.Support;
using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>A running platform with the simulator beside it, whatever processes it is made of. Started by the first test that needs it.</summary>
public abstract class Deployment : IAsyncDisposable
{
    /// <summary>Submissions on the wire at a time, for each process that submits: no more can be in doubt after its death.</summary>
    internal const int ParallelSubmits = 6;

    private readonly List<ServiceProcess> processes = [];
    private readonly Lazy<Task> start;

    internal Deployment() => start = new Lazy<Task>(StartAllAsync);

    internal Simulator Simulator { get; private set; } = null!;

    internal ImageGenClient Client { get; private set; } = null!;

    /// <summary>The processes of the platform itself, in the order in which they were started.</summary>
    internal IReadOnlyList<ServiceProcess> Processes => processes;

    protected string Folder { get; } = Directory.CreateTempSubdirectory("imagegen-e2e-").FullName;

    /// <summary>Skips the running test where a server that the deployment needs is not there.</summary>
    public async ValueTask StartAsync() => await start.Value;

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var process in processes)
            await process.DisposeAsync();
        if (Simulator is not null)
            await Simulator.DisposeAsync();
        Client?.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal static bool Submits(ServiceProcess process) => process.Name is "standalone" or "worker-1" or "worker-2";

    internal ServiceProcess Process(string name) => processes.Single(process => process.Name == name);

    internal string Outputs() => string.Join("\n\n", processes.Select(process => $"== {process.Name}\n{process.Output}"));

    /// <param name="settings">What every process is told by its environment.</param>
    /// <returns>The process that people and teams talk to.</returns>
    internal abstract Task<ServiceProcess> StartPlatformAsync(IReadOnlyDictionary<string, string> settings);

    internal Task<ServiceProcess> StartProcessAsync(
        string name, string project, IReadOnlyDictionary<string, string> environment, params (string Name, string Value)[] more) =>
        StartProcessAsync(name, project, LocalServer.FreePort(), environment.Concat(more.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).ToDictionary());

    internal async Task<ServiceProcess> StartProcessAsync(
        string name, string project, int port, IReadOnlyDictionary<string, string> environment, string? build = null)
    {
        var process = new ServiceProcess(name, project, port, environment, build);
        processes.Add(process);
        await process.StartAsync();
        return process;
    }

    /// <summary>Where there are accounts: the client gets a key.</summary>
    private protected virtual Task SignInAsync(HttpClient client) => Task.CompletedTask;

    private async Task StartAllAsync()
    {
        var simulator = new ServiceProcess("simulator", "ImageGen.Volcengine.Simulator", LocalServer.FreePort(), new Dictionary<string, string>());
        await simulator.StartAsync();
        Simulator = new Simulator(simulator);
        await Simulator.AnswerFastAsync();
        var door = await StartPlatformAsync(new Dictionary<string, string>
        {
            ["VOLCENGINE_ACCESS_KEY"] = "AKLTsimulatorSimulatorSimulator0000000001",
            ["VOLCENGINE_SECRET_KEY"] = "SimulatorSecretKeyThatProtectsNothing000000000001==",
            ["VOLCENGINE_VISUAL_ENDPOINT"] = simulator.Address.ToString().TrimEnd('/'),
            ["VOLCENGINE_IMAGEX_ENDPOINT"] = simulator.Address.ToString().TrimEnd('/'),
            ["VOLCENGINE_SERVICE_ID"] = "simulator01",
            // The simulator answers with its own addresses, whatever is named here.
            ["VOLCENGINE_IMAGEX_DOMAIN"] = "pictures.example",
            ["VOLCENGINE_IMAGEX_TEMPLATE"] = "tplv-simulator01-image",
            ["VOLCENGINE_CONCURRENCY"] = "0",
            ["VOLCENGINE_REQUESTS_PER_SECOND"] = "0",
            ["ARK_API_KEY"] = "00000000-simu-lato-rkey-000000000001",
            ["ARK_ENDPOINT"] = simulator.Address.ToString().TrimEnd('/'),
            ["IMAGEGEN_DATA"] = Folder,
            ["Volcengine__ParallelSubmits"] = ParallelSubmits.ToString(CultureInfo.InvariantCulture),
            // It bounds a lease, and tests wait for the leases of the dead.
            ["Storage__CopyTimeout"] = "00:00:30",
            // Only a browser looks at them, and then they are made on demand.
            ["Storage__EagerThumbnails"] = "false",
        });
        Client = new ImageGenClient(door.Address);
        await SignInAsync(Client.Http);
        await Client.WaitUntilReadyAsync();
    }
}
