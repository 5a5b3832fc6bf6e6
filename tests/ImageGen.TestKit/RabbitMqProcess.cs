using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ImageGen.TestKit;

/// <summary>A RabbitMQ of our own: free ports, its own node name and folders, nothing shared with one that may run already.</summary>
internal static class RabbitMqProcess
{
    // Debian's script on the PATH insists on a system user; the real one stands beside it.
    private const string DebianBinary = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    // The end of this process closes the pipe, however it dies: then the server goes too, and its folder.
    private const string Script = """
        "$1" & server=$!
        while read -r _; do :; done
        kill "$server"; wait "$server"; rm -rf "$2"
        """;

    /// <returns>Null where there is no such program or it does not start.</returns>
    public static async Task<(Uri Amqp, Uri Management)?> TryStartAsync()
    {
        var binary = File.Exists(DebianBinary) ? DebianBinary : OnPath("rabbitmq-server");
        if (binary is null)
        {
            return null;
        }

        var (port, managementPort, distributionPort) = (FreePort(), FreePort(), FreePort());
        var folder = Directory.CreateTempSubdirectory("imagegen-rabbitmq-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script, "rabbitmq", binary, folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings(folder, port, managementPort, distributionPort))
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var (amqp, management) = (new Uri($"amqp://guest:guest@127.0.0.1:{port}"), new Uri($"http://127.0.0.1:{managementPort}/"));
        return await IsUpAsync(management, process) ? (amqp, management) : null;
    }

    private static IEnumerable<(string Name, string Value)> Settings(string folder, int port, int managementPort, int distributionPort)
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
            ("RABBITMQ_DIST_PORT", distributionPort.ToString(CultureInfo.InvariantCulture)),
            ("RABBITMQ_MNESIA_BASE", Path.Combine(folder, "mnesia")),
            ("RABBITMQ_LOG_BASE", Path.Combine(folder, "log")),
            ("RABBITMQ_GENERATED_CONFIG_DIR", Path.Combine(folder, "config")),
            ("RABBITMQ_PID_FILE", Path.Combine(folder, "pid")),
            ("RABBITMQ_CONFIG_FILE", settings),
            ("RABBITMQ_ENABLED_PLUGINS_FILE", plugins),
        ];
    }

    private static async Task<bool> IsUpAsync(Uri management, Process process)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(90) && !process.HasExited)
        {
            try
            {
                // Any answer will do: it listens, and AMQP came before it.
                await client.GetAsync(management);
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                await Task.Delay(200);
            }
        }

        process.StandardInput.Close();
        return false;
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
