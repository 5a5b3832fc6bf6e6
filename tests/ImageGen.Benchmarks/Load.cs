using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace ImageGen.Benchmarks;

/// <summary>A team that submits many jobs at once and watches one event stream.</summary>
internal static class Load
{
    private const int Parallel = 32;

    public static async Task<Measurement> RunAsync(Uri door, int jobs)
    {
        using var http = new HttpClient { BaseAddress = door, Timeout = Timeout.InfiniteTimeSpan };
        var finished = new ConcurrentDictionary<string, TaskCompletionSource>();
        using var stop = new CancellationTokenSource();
        var watching = WatchAsync(http, finished, stop.Token);

        // The worker learns how long this provider takes; the first jobs teach it.
        for (var n = 0; n < 30; n++)
            await OneAsync(http, finished, $"warm-up {n}");
        var alone = new List<double>();
        for (var n = 0; n < 30; n++)
        {
            var one = Stopwatch.StartNew();
            await OneAsync(http, finished, $"alone {n}");
            alone.Add(one.Elapsed.TotalMilliseconds);
        }

        var watch = Stopwatch.StartNew();
        var ids = new ConcurrentBag<string>();
        await System.Threading.Tasks.Parallel.ForEachAsync(
            Enumerable.Range(0, jobs), new ParallelOptions { MaxDegreeOfParallelism = Parallel }, async (n, _) => ids.Add(await SubmitAsync(http, $"load {n}")));
        var accepted = jobs / watch.Elapsed.TotalSeconds;
        await Task.WhenAll(ids.Select(id => Finished(finished, id)));
        var rate = jobs / watch.Elapsed.TotalSeconds;

        await stop.CancelAsync();
        await watching;
        return new Measurement(accepted, rate, Measurement.Median(alone));
    }

    private static async Task OneAsync(HttpClient http, ConcurrentDictionary<string, TaskCompletionSource> finished, string prompt) =>
        await Finished(finished, await SubmitAsync(http, prompt));

    private static Task Finished(ConcurrentDictionary<string, TaskCompletionSource> finished, string id) =>
        finished.GetOrAdd(id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private static async Task<string> SubmitAsync(HttpClient http, string prompt)
    {
        var answer = await http.PostAsJsonAsync("/api/v1/jobs", new { prompt, size = "1024x1024" });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task WatchAsync(HttpClient http, ConcurrentDictionary<string, TaskCompletionSource> finished, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                if (!line.StartsWith("data: {", StringComparison.Ordinal))
                    continue;
                var job = JsonSerializer.Deserialize<JsonElement>(line.AsSpan(6));
                if (job.TryGetProperty("status", out var status) && status.GetString() is "succeeded" or "failed")
                    finished.GetOrAdd(job.GetProperty("id").GetString()!, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
            }
        }
        catch (OperationCanceledException)
        {
            // The measurement is over.
        }
    }
}
