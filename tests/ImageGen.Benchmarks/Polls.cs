using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Messaging;
using ImageGen.Persistence;
using ImageGen.Volcengine;
using ImageGen.Volcengine.Handlers;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Benchmarks;

/// <summary>
/// How often one worker asks for a result, and how long that waits to be asked for: models of which a picture takes 3, 10 and 30
/// seconds, give or take 30 %, once the worker has seen some.
/// </summary>
internal static class Polls
{
    private const int WarmUp = 60;
    private const int Jobs = 100;
    private const int AtOnce = 20;
    private const string Action = "CVSync2AsyncGetResult";
    private static readonly int[] Seconds = [3, 10, 30];

    public static async Task RunAsync()
    {
        Console.WriteLine("a picture takes  questions per job  late");
        foreach (var seconds in Seconds)
        {
            var folder = Directory.CreateTempSubdirectory("imagegen-bench-").FullName;
            await using (var provider = await InstantProvider.StartAsync(generateMs: seconds * 700, generateMaxMs: seconds * 1_300))
            using (var worker = await StartAsync(provider, folder))
            {
                await MakeAsync(worker.Services, "warm-up", WarmUp);
                var before = await provider.CallsAsync(Action);
                var tasks = await MakeAsync(worker.Services, "job", Jobs);
                var questions = (double)(await provider.CallsAsync(Action) - before) / Jobs;
                var doneAt = await provider.DoneAtAsync();
                var late = tasks.Sum(task => task.FinishedAt!.Value - doneAt[task.ProviderTaskId!]);
                var took = tasks.Sum(task => doneAt[task.ProviderTaskId!] - task.StartedAt!.Value);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{seconds,13} s  {questions,17:0.0}  {100.0 * late / took,3:0.0} % ({(double)late / Jobs:0} ms)"));
                await worker.StopAsync();
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IHost> StartAsync(InstantProvider provider, string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Volcengine:AccessKey"] = provider.Environment["VOLCENGINE_ACCESS_KEY"],
            ["Volcengine:SecretKey"] = provider.Environment["VOLCENGINE_SECRET_KEY"],
            ["Volcengine:Visual:Endpoint"] = provider.Environment["VOLCENGINE_VISUAL_ENDPOINT"],
            ["Volcengine:Limits:*:Concurrency"] = AtOnce.ToString(CultureInfo.InvariantCulture),
            ["IMAGEGEN_DATA"] = folder,
        });
        builder.AddMessaging(_ => { });
        builder.AddVolcengine();
        var worker = builder.Build();
        await worker.StartAsync();
        return worker;
    }

    /// <returns>The tasks, when all are delivered.</returns>
    private static async Task<IReadOnlyList<GenerationTask>> MakeAsync(IServiceProvider services, string name, int jobs)
    {
        var (generate, tasks) = (services.GetRequiredService<GenerateImageHandler>(), services.GetRequiredService<IDocuments<GenerationTask>>());
        var ids = Enumerable.Range(0, jobs).Select(n => $"job_{name}_{n}").ToList();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var id in ids)
        {
            await generate.HandleAsync(
                new GenerateImage
                {
                    JobId = id,
                    Attempt = 1,
                    Indices = [0],
                    Owner = "usr_1",
                    Request = new ImageRequest { Model = "jimeng-t2i-4.0", Prompt = id, Width = 1024, Height = 1024 },
                    AcceptedAt = now,
                    NotAfter = now.AddDays(1),
                },
                CancellationToken.None);
        }

        while (true)
        {
            var made = (await tasks.GetManyAsync([.. ids.Select(id => id + ":1:0")], CancellationToken.None)).Select(task => task.Body).ToList();
            if (made.All(task => task.State == TaskState.Delivered))
                return made;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }
    }
}
