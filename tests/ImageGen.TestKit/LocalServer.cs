using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ImageGen.TestKit;

/// <summary>A server program of this machine, on a free loopback port, for as long as the tests run.</summary>
public sealed class LocalServer : IDisposable
{
    private readonly Process process;

    private LocalServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    /// <returns>The full path, or null where PATH has no such program.</returns>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program and waits until its port answers.</summary>
    public static async Task<LocalServer> StartAsync(string path, Func<int, IEnumerable<string>> arguments)
    {
        var port = FreePort();
        var start = new ProcessStartInfo(path, arguments(port)) { RedirectStandardOutput = true, RedirectStandardError = true };
        var process = Process.Start(start)!;
        // Read and dropped, else the program stops when the pipe is full.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new LocalServer(process, port);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await AnswersAsync(port))
        {
            if (process.HasExited) throw new InvalidOperationException($"{path} ended with {process.ExitCode} before it listened.");
            if (patience.IsCancellationRequested)
            {
                server.Dispose();
                throw new TimeoutException($"{path} did not listen within a minute.");
            }

            await Task.Delay(50, CancellationToken.None);
        }

        return server;
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
