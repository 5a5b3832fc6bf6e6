namespace ImageGen.EndToEnd.Tests;

/// <summary>The distributed platform with one worker, which can be told at which point to die.</summary>
public sealed class KilledWorkerDeployment(RabbitMqServer rabbitMq, MongoServer mongo) : DistributedDeployment(rabbitMq, mongo)
{
    private readonly Dictionary<string, string> environment = [];

    internal ServiceProcess Worker => Process("worker-1");

    /// <summary>Starts it. It may be dead before it answers.</summary>
    /// <param name="point">Where it dies; null where it lives on.</param>
    internal void LaunchWorker(string? point)
    {
        environment["KILL_AT"] = point ?? "";
        Worker.Launch();
    }

    /// <summary>Starts it when the leases of the dead are over, as it sees the time.</summary>
    internal async Task StartWorkerLaterAsync(TimeSpan ahead)
    {
        environment["KILL_AT"] = "";
        environment["CLOCK_AHEAD_SECONDS"] = ahead.TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Worker.StartAsync();
    }

    private protected override async Task<IReadOnlyList<ServiceProcess>> StartWorkersAsync(IReadOnlyDictionary<string, string> settings)
    {
        foreach (var (name, value) in settings)
            environment[name] = value;
        // The environment is read at each start.
        var worker = await StartProcessAsync("worker-1", "ImageGen.KilledWorker", ServiceProcess.FreePort(), environment);
        await worker.KillAsync();
        return [worker];
    }
}
