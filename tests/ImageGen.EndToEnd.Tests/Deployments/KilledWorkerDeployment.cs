using ImageGen.TestKit.Processes;

namespace ImageGen.EndToEnd.Tests.Deployments;

/// <summary>The distributed platform with one worker, which can be told at which point to die.</summary>
public sealed class KilledWorkerDeployment(RabbitMqServer rabbitMq, MongoServer mongo) : DistributedDeployment(rabbitMq, mongo)
{
    private const int LongestCallSeconds = 10;

    private readonly Dictionary<string, string> environment = [];

    internal ServiceProcess Worker => Process("worker-1");

    /// <summary>Starts it. It may be dead before it answers.</summary>
    /// <param name="point">Where it dies; null where it lives on.</param>
    internal void LaunchWorker(string? point)
    {
        environment["KILL_AT"] = point ?? "";
        Worker.Launch();
    }

    /// <summary>Starts it for good, a while later as it sees the time: most leases of the dead are over.</summary>
    internal async Task StartWorkerLaterAsync(TimeSpan ahead)
    {
        environment["KILL_AT"] = "";
        environment["CLOCK_AHEAD_SECONDS"] = ahead.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Worker.StartAsync();
    }

    /// <summary>A stale intent is left alone for as long as its call may last: ten minutes for these models as they are.</summary>
    private async Task<string> QuickModelsAsync()
    {
        var models = Directory.CreateDirectory(Path.Combine(Folder, "models")).FullName;
        foreach (var model in (string[])["seedream-4.0", "seedream-4.5"])
            await File.WriteAllTextAsync(Path.Combine(models, model + ".json"), $$"""{ "id": "{{model}}", "typical_seconds": 1, "max_seconds": {{LongestCallSeconds}} }""");
        return models;
    }

    private protected override async Task<IReadOnlyList<ServiceProcess>> StartWorkersAsync(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
            environment[name] = value;
        environment["Volcengine__Visual__SubmitTimeoutSeconds"] = $"{LongestCallSeconds}";
        environment["IMAGEGEN_MODELS"] = await QuickModelsAsync();
        // The environment is read at each start.
        var worker = await StartProcessAsync("worker-1", "ImageGen.KilledWorker", LocalServer.FreePort(), environment);
        await worker.KillAsync();
        return [worker];
    }
}
