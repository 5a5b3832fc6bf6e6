using System.Diagnostics;
using System.Globalization;

namespace ImageGen.TestKit;

/// <summary>A RabbitMQ of our own: free ports, its own node name and folders, nothing shared with one that may run already.</summary>
internal sealed class LocalRabbitMq : IAsyncDisposable
{
    // Debian's script on PATH insists on a system user; the real one stands beside it.
    private const string DebianProgram = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    // The end of this process closes the pipe, however it dies: then the server goes too, and its folder.
    private const string Script = """
        "$1" & server=$!
        while read -r _; do :; done
        kill "$server"; wait "$server"; rm -rf "$2"
        """;

    private readonly Process process;

    private LocalRabbitMq(Process process, int port, int managementPort)
    {
        this.process = process;
        Amqp = new Uri($"amqp://guest:guest@127.0.0.1:{port}");
        Management = new Uri($"http://127.0.0.1:{managementPort}");
    }

    public Uri Amqp { get; }

    public Uri Management { get; }

    public static string? Find() => File.Exists(DebianProgram) ? DebianProgram : LocalServer.Find("rabbitmq-server");

    public static async Task<LocalRabbitMq> StartAsync(string path)
    {
        var (port, managementPort) = (LocalServer.FreePort(), LocalServer.FreePort());
        var folder = Directory.CreateTempSubdirectory("imagegen-rabbitmq-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "rabbitmq", path, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(folder, port, managementPort)) start.Environment[name] = value;

        var process = Process.Start(start)!;
        // Read and dropped, else the program stops when the pipe is full.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new LocalRabbitMq(process, port, managementPort);
        await server.ReadyAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static IEnumerable<(string Name, string Value)> Settings(string folder, int port, int managementPort)
    {
        var settings = Path.Combine(folder, "rabbitmq.conf");
        var plugins = Path.Combine(folder, "enabled_plugins");
        File.WriteAllText(settings, $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            management.tcp.ip = 127.0.0.1
            management.tcp.port = {managementPort}
            """);
        File.WriteAllText(plugins, "[rabbitmq_management].");
        return
        [
            ("HOME", folder),
            ("RABBITMQ_NODENAME", $"imagegen-{port}@localhost"),
            ("RABBITMQ_DIST_PORT", LocalServer.FreePort().ToString(CultureInfo.InvariantCulture)),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(folder, "mnesia")),
            ("RABBITMQ_LOG_BASE", Path.Combine(folder, "log")),
            ("RABBITMQ_GENERATED_CONFIG_DIR", Path.Combine(folder, "config")),
            ("RABBITMQ_PID_FILE", Path.Combine(folder, "pid")),
            ("RABBITMQ_CONFIG_FILE", settings),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", plugins),
        ];
    }

    /// <summary>The management plugin listens after AMQP does.</summary>
    private async Task ReadyAsync()
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(Management);
                return;
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                if (process.HasExited || patience.IsCancellationRequested)
                {
                    await DisposeAsync();
                    throw new InvalidOperationException("rabbitmq-server did not start.", error);
                }

                await Task.Delay(200, CancellationToken.None);
            }
        }
    }
}
