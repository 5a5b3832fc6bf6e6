using System.Diagnostics;
using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Persistence;
using ImageGen.TestKit;
using ImageGen.TestKit.Processes;
using ImageGen.Volcengine;
using ImageGen.Volcengine.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageGen.Benchmarks;

/// <summary>
/// What tasks that are with the provider cost the one worker that follows them: memory, questions for results, processor time. None
/// of them ends while it is measured.
/// </summary>
internal static class InFlight
{
    private const int Parallel = 32;
    private static readonly int[] Sizes = [100, 1_000, 10_000];
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    public static async Task RunAsync()
    {
        Console.WriteLine("in flight  submitted/s  polls/s  cpu/poll  each asked every  memory  peak   polls/s at a budget of 20");
        foreach (var size in Sizes)
        {
            var folder = Directory.CreateTempSubdirectory("imagegen-bench-").FullName;
            await using var provider = await InstantProvider.StartAsync(generateMs: 3_600_000);
            await SeedAsync(provider, folder, size);
            var free = await MeasureAsync(provider, folder, size, pollsPerSecond: 0);
            var bounded = await MeasureAsync(provider, folder, size, pollsPerSecond: 20);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{size,9}  {free.SubmitsPerSecond,11:0}  {free.PollsPerSecond,7:0.0}  {free.CpuPerPoll,5:0.0} ms  {size / free.PollsPerSecond,14:0.0} s  {free.Memory,3:0} MB  {free.Peak,3:0} MB  {bounded.PollsPerSecond,24:0.0}"));
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Writes the tasks down as the worker does when it is told to make a picture.</summary>
    private static async Task SeedAsync(InstantProvider provider, string folder, int size)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Volcengine:AccessKey"] = provider.Environment["VOLCENGINE_ACCESS_KEY"],
            ["Volcengine:SecretKey"] = provider.Environment["VOLCENGINE_SECRET_KEY"],
            ["IMAGEGEN_DATA"] = folder,
        });
        builder.AddVolcengine();
        await using var services = builder.Services.BuildServiceProvider();
        var tasks = services.GetRequiredService<IDocuments<GenerationTask>>();
        var now = TimeProvider.System.GetUtcNow();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, size), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (n, token) =>
            {
                var command = new GenerateImage
                {
                    JobId = $"job_{n}",
                    Attempt = 1,
                    Indices = [0],
                    Owner = "usr_1",
                    Request = new ImageRequest { Model = "jimeng-t2i-4.0", Prompt = $"a prompt of an ordinary length, about a lake in the mountains, number {n}", Width = 1024, Height = 1024 },
                    AcceptedAt = now,
                    NotAfter = now.AddDays(1),
                };
                var part = TaskPart.Of(command.JobId, command.Attempt, command.Indices, group: false).Single();
                await tasks.InsertAsync(NewTask.Ready(command, part, rank: n, now.ToUnixTimeMilliseconds()), token);
            });
    }

    private static async Task<Figures> MeasureAsync(InstantProvider provider, string folder, int size, double pollsPerSecond)
    {
        var environment = new Dictionary<string, string>(provider.Environment)
        {
            ["IMAGEGEN_DATA"] = folder,
            ["VOLCENGINE_POLLS_PER_SECOND"] = pollsPerSecond.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var server in Stack.Servers)
            environment[server] = "";
        await using var worker = new ServiceProcess("worker", "ImageGen.Volcengine.Worker", LocalServer.FreePort(), environment);
        var watch = Stopwatch.StartNew();
        await worker.StartAsync();
        while (await provider.CallsAsync("CVSync2AsyncSubmitTask") < size)
            await Task.Delay(200);
        var submitted = size / watch.Elapsed.TotalSeconds;

        using var process = Process.GetProcessById(worker.Id);
        var (polls, cpu) = (await provider.CallsAsync("CVSync2AsyncGetResult"), process.TotalProcessorTime);
        watch.Restart();
        await Task.Delay(Window);
        polls = await provider.CallsAsync("CVSync2AsyncGetResult") - polls;
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        return new Figures(
            submitted, polls / seconds, (process.TotalProcessorTime - cpu).TotalMilliseconds / Math.Max(1, polls), Megabytes(process.WorkingSet64), Megabytes(process.PeakWorkingSet64));
    }

    private static double Megabytes(long bytes) => bytes / 1_000_000.0;

    /// <param name="CpuPerPoll">Processor time of the worker, in milliseconds.</param>
    private sealed record Figures(double SubmitsPerSecond, double PollsPerSecond, double CpuPerPoll, double Memory, double Peak);
}
