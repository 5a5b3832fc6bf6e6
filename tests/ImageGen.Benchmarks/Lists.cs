using System.Diagnostics;
using System.Globalization;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.List;
using ImageGen.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImageGen.Benchmarks;

/// <summary>
/// How long a page of jobs takes by each filter, among many: <c>JOBS</c>, 1,000,000 unless told otherwise, nine tenths of them one
/// person's. Over SQLite, and over the server that <c>MONGODB_URL</c> names, in a database that should be new.
/// </summary>
internal static class Lists
{
    private const int AtOnce = 256;
    private const int Pages = 500;
    private const int PageSize = 20;
    private const long Began = 1_760_000_000_000;
    private const long Pause = 20_000;

    private static readonly string[] Words =
        [.. "lake mountain fox wolf snow sunset portrait neon street rain castle dragon forest river light oil watercolor vintage robot moon garden tower ocean storm".Split(' ')];

    private static readonly string[] Chinese = ["雪山", "狐狸", "赛博朋克", "城市夜景", "水墨画", "少女肖像", "星空", "古镇小桥", "机器人", "森林"];

    private static readonly JobStatus[] Ends = [JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Succeeded, JobStatus.Canceled, JobStatus.Expired];

    public static async Task RunAsync()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("JOBS"), out var given) ? given : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("imagegen-bench-").FullName;
        await MeasureAsync("SQLite", count, ("IMAGEGEN_DATA", folder));
        Directory.Delete(folder, recursive: true);
        if (Environment.GetEnvironmentVariable("MONGODB_URL") is { Length: > 0 } url)
            await MeasureAsync("Mongo", count, ("MONGODB_URL", url));
        else
            Console.WriteLine("Mongo   skipped: set MONGODB_URL");
    }

    private static async Task MeasureAsync(string store, int count, (string Name, string Value) setting)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(setting.Name, setting.Value)]);
        builder.AddDocuments<Job>();
        using var host = builder.Build();
        var jobs = host.Services.GetRequiredService<IDocuments<Job>>();
        var clock = Stopwatch.StartNew();
        var all = Enumerable.Range(0, count).Select(JobOf);
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (job, cancellationToken) => await jobs.InsertAsync(job, cancellationToken));
        Console.WriteLine(Invariant($"{store}: {count} jobs in {clock.Elapsed.TotalSeconds:0} s"));
        var list = new JobList(jobs);
        Console.WriteLine("filter                        found    p50 ms    p99 ms    most ms");
        foreach (var (name, filter) in Filters)
        {
            var times = new List<double>();
            var found = 0;
            var random = new Random(7);
            // The first ones fill caches and compile.
            for (var i = -Pages / 10; i < Pages; i++)
            {
                // Anywhere in the list, as somebody pages on.
                var place = new PagePosition(Began + (random.NextInt64(count) * Pause), "job_");
                var began = Stopwatch.GetTimestamp();
                var page = await list.PageAsync(filter, PageSize, i % 2 == 0 ? null : place, CancellationToken.None);
                if (i < 0)
                    continue;
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                found = Math.Max(found, page.Items.Count);
            }

            times.Sort();
            Console.WriteLine(Invariant($"{name,-28}  {found,5}  {times[Pages / 2],8:0.0}  {times[Pages * 99 / 100],8:0.0}  {times[^1],9:0.0}"));
        }
    }

    private static IEnumerable<(string Name, JobFilter Filter)> Filters
    {
        get
        {
            var mine = new JobFilter { Owner = "ada" };
            yield return ("none", mine);
            yield return ("status", mine with { Status = JobStatus.Canceled });
            yield return ("status, one in 1000", mine with { Status = JobStatus.Failed });
            yield return ("model", mine with { Model = "model-3" });
            yield return ("favorite", mine with { Favorite = true });
            yield return ("tag, every tenth", mine with { Tag = "tag-3" });
            yield return ("tag, one in 10,000", mine with { Tag = "rare-5" });
            yield return ("tag and status", mine with { Tag = "tag-3", Status = JobStatus.Canceled });
            yield return ("a week", mine with { From = Began, To = Began + 604_800_000 });
            yield return ("text, frequent", mine with { Text = "forest" });
            yield return ("text, two words", mine with { Text = "castle dragon" });
            yield return ("text, inside a word", mine with { Text = "unse" });
            yield return ("text, two letters", mine with { Text = "fo" });
            yield return ("text, two Chinese", mine with { Text = "狐狸" });
            yield return ("text, one Chinese", mine with { Text = "镇" });
            yield return ("text, once", mine with { Text = "serial4711x" });
            yield return ("text, absent", mine with { Text = "qqqq" });
            yield return ("text, tag, status, favorite", mine with { Text = "snow", Tag = "tag-4", Status = JobStatus.Succeeded, Favorite = true });
        }
    }

    private static Job JobOf(int i)
    {
        var random = new Random(i);
        var prompt = string.Join(' ', Enumerable.Range(0, 12).Select(_ => Words[random.Next(Words.Length)]))
            + "，" + string.Concat(Enumerable.Range(0, 3).Select(_ => Chinese[random.Next(Chinese.Length)])) + $" serial{i}x";
        var asked = Job.Of(new ImageRequest { Model = $"model-{i % 10}", Prompt = prompt, Count = 1 }) with
        {
            Tags = [$"tag-{random.Next(10)}", $"rare-{random.Next(10_000)}"],
            Favorite = random.Next(20) == 0,
        };
        // Ids as they are in life, which sort by time.
        var created = Began + (i * Pause);
        var job = JobRules.Accept(asked, $"job_{created:d26}", i % 10 == 0 ? "ben" : "ada", created);
        return job with { Status = random.Next(1000) == 0 ? JobStatus.Failed : Ends[random.Next(Ends.Length)], NudgeAt = null, ExpiresAt = null, OutboxDue = null, Outbox = [] };
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
