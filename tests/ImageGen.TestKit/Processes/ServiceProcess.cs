using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Xunit;

namespace ImageGen.TestKit.Processes;

/// <summary>One host of the platform as a real process on a port of its own, which can be killed and started again.</summary>
/// <param name="build">The folder with the built projects of another version; by default the projects that were built with the tests.</param>
public sealed class ServiceProcess(
    string name, string project, int port, IReadOnlyDictionary<string, string> environment, string? build = null) : IAsyncDisposable
{
    private const int KeptLines = 200;
    private readonly ConcurrentQueue<string> output = new();
    private Process? process;

    public string Name { get; } = name;

    public Uri Address { get; } = new($"http://127.0.0.1:{port}");

    /// <summary>The operating system's number of it, anew with each start.</summary>
    public int Id => process!.Id;

    public string Output => string.Join('\n', output);

    /// <summary>Returns when the process answers, whether or not what it depends on does.</summary>
    public async Task StartAsync()
    {
        Launch();
        await WaitUntilItAnswersAsync();
    }

    /// <summary>Starts it and looks no further: it may die before it answers.</summary>
    public void Launch()
    {
        var start = new ProcessStartInfo("dotnet", [Program()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>The exit code; 137 is death by SIGKILL.</returns>
    public async Task<int> EndAsync()
    {
        await Eventually.HoldsAsync($"{Name} ends", () => Task.FromResult(process!.HasExited), () => Output);
        return process!.ExitCode;
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As Ctrl-C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
    }

    private string Program()
    {
        var (projects, configuration) = build is null
            ? (Path.Combine(AppContext.BaseDirectory, "..", ".."), Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))
            : (build, "debug");
        return Path.GetFullPath(Path.Combine(projects, project, configuration, project + ".dll"));
    }

    private async Task WaitUntilItAnswersAsync()
    {
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.HoldsAsync($"{Name} answers", async () =>
        {
            Assert.False(process!.HasExited, $"{Name} has ended:\n{Output}");
            try
            {
                // The simulator knows no such address and answers 404, which will do.
                return (await client.GetAsync("/health/live")).StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        while (output.Count > KeptLines)
            output.TryDequeue(out _);
    }
}
