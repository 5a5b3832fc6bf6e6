using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ImageGen.Storage.Tests.World;
using ImageGen.TestKit;
using ImageGen.TestKit.Processes;

namespace ImageGen.Benchmarks;

/// <summary>
/// What one upload costs a whole process, from its first byte to its answer: an honest photo, and those that are made to cost more. Each
/// may take a second of a core, 200 MB and one line of the log. Needs Linux, which tells the most memory of a while.
/// </summary>
internal static class Uploads
{
    private const double MostMilliseconds = 1000;
    private const long MostMegabytes = 200;
    private const string Honest = "an honest photo: JPEG, 24 MP";

    /// <returns>Whether all of them keep to it.</returns>
    public static async Task<bool> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("imagegen-bench-").FullName;
        var environment = new Dictionary<string, string> { ["IMAGEGEN_DATA"] = folder };
        foreach (var server in Stack.Servers)
            environment[server] = "";
        await using var process = new ServiceProcess("standalone", "ImageGen.Standalone", LocalServer.FreePort(), environment);
        await process.StartAsync();
        using var client = new HttpClient { BaseAddress = process.Address };
        var photo = TestPictures.Jpeg(6000, 4000);
        // The first ones pay for compilers and pools.
        for (var n = 0; n < 5; n++)
            await MeasureAsync(process, client, photo);

        Console.WriteLine("upload                                             size      cpu  of an honest one    memory  lines  answer");
        var honest = await MeasureAsync(process, client, photo);
        var isKept = true;
        foreach (var (name, make) in HostilePictures.All.Prepend(new(Honest, () => photo)))
        {
            var bytes = make();
            var cost = await MeasureAsync(process, client, bytes);
            var isInBounds = cost is { Milliseconds: < MostMilliseconds, Megabytes: < MostMegabytes, Lines: <= 1 };
            isKept &= isInBounds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-46}  {bytes.Length / 1e6,4:0.0} MB  {cost.Milliseconds,4:0} ms  {cost.Milliseconds / honest.Milliseconds,16:0.00}  {cost.Megabytes,5} MB  {cost.Lines,5}  {cost.Answer}{(isInBounds ? "" : "  TOO MUCH")}"));
        }

        await process.KillAsync();
        Directory.Delete(folder, recursive: true);
        return isKept;
    }

    private static async Task<Cost> MeasureAsync(ServiceProcess service, HttpClient client, byte[] bytes)
    {
        using var process = Process.GetProcessById(service.Id);
        await File.WriteAllTextAsync($"/proc/{service.Id}/clear_refs", "5");
        var (cpu, memory, lines) = (process.TotalProcessorTime, Megabytes(service, "VmRSS"), Lines(service));
        using var body = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        using var answer = await client.PostAsync("/api/v1/uploads", body);
        process.Refresh();
        var cost = new Cost(
            (process.TotalProcessorTime - cpu).TotalMilliseconds, Math.Max(0, Megabytes(service, "VmHWM") - memory), Lines(service) - lines, (int)answer.StatusCode);
        // What lies about would hide what the next one takes.
        await Task.Delay(TimeSpan.FromSeconds(1));
        return cost;
    }

    private static int Lines(ServiceProcess service) => service.Output.Split('\n').Length;

    private static long Megabytes(ServiceProcess service, string of) =>
        long.Parse(Regex.Match(File.ReadAllText($"/proc/{service.Id}/status"), of + @":\s+(\d+)").Groups[1].Value, CultureInfo.InvariantCulture) >> 10;

    private sealed record Cost(double Milliseconds, long Megabytes, int Lines, int Answer);
}
