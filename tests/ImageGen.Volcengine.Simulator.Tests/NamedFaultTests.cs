using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ImageGen.Volcengine.Simulator.Faults;
using ImageGen.Volcengine.Simulator.Faults.Named;
using ImageGen.Volcengine.Simulator.Tests.Support;
using SkiaSharp;
using static ImageGen.Volcengine.Simulator.Tests.Support.ArkClient;

namespace ImageGen.Volcengine.Simulator.Tests;

/// <summary>The faults that have a name: asked for by a rule or by the prompt itself, and played at every point they fit.</summary>
public sealed class NamedFaultTests
{
    [Fact]
    public async Task A_prompt_asks_for_a_fault_so_many_times_for_each_task()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        foreach (var task in (string[])[await simulator.SubmitAsync("a cat [[not-found--2]]"), await simulator.SubmitAsync("a cat [[not-found--2]]")])
        {
            var statuses = new List<string>();
            for (var n = 0; n < 3; n++)
                statuses.Add((await simulator.GetResultAsync(task)).Data!["status"]!.GetValue<string>());
            Assert.Equal(["not_found", "not_found", "in_queue"], statuses);
        }
    }

    [Theory]
    [InlineData("pic-notyet--2", HttpStatusCode.NotFound, 2)]
    [InlineData("pic-busy--1", HttpStatusCode.ServiceUnavailable, 1)]
    [InlineData("pic-forbidden--3", HttpStatusCode.Forbidden, 3)]
    public async Task A_picture_is_not_there_so_many_times(string fault, HttpStatusCode status, int times)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var url = await simulator.FinishedUrlAsync($"a cat [[{fault}]]");

        for (var n = 0; n < times; n++)
            Assert.Equal(status, await StatusAsync(simulator, url));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(simulator, url));
    }

    [Fact]
    public async Task A_rule_asks_for_it_as_well()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        await simulator.PutFaultsAsync(new { on = "picture", fault = "pic-notyet", prompt_contains = "cat" });
        var url = await simulator.FinishedUrlAsync("a cat");

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(simulator, url));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(simulator, url));
    }

    [Theory]
    [InlineData("[{\"on\":\"picture\",\"fault\":\"never-heard-of\"}]")]
    [InlineData("[{\"on\":\"picture\",\"fault\":\"gz\"}]")]
    [InlineData("[{\"on\":\"picture\",\"fault\":\"pic-gz\",\"kind\":\"hang\"}]")]
    [InlineData("[{\"on\":\"picture\"}]")]
    public async Task A_rule_that_makes_no_sense_is_refused(string json)
    {
        await using var simulator = await RunningSimulator.StartAsync();
        using var response = await simulator.Http.PutAsync("/_simulator/faults", new StringContent(json));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_big_picture_is_one_that_every_decoder_takes()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var bytes = await simulator.Http.GetByteArrayAsync(await simulator.FinishedUrlAsync("a cat [[pic-big-3]]"));

        Assert.True(bytes.Length > 3 << 20);
        using var picture = SKBitmap.Decode(bytes);
        Assert.Equal((1024, 1024), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task A_picture_leads_on_to_another_name_of_its_host_and_is_there()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        using var first = await simulator.Http.GetAsync(await simulator.FinishedUrlAsync("a cat [[pic-redir]]"));

        Assert.Equal((HttpStatusCode.Found, "localhost"), (first.StatusCode, first.Headers.Location!.Host));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(simulator, new UriBuilder(first.Headers.Location) { Host = "127.0.0.1" }.Uri.AbsoluteUri));
    }

    [Fact]
    public async Task The_words_about_a_picture_can_stand_in_it()
    {
        await using var simulator = await RunningSimulator.StartAsync();
        var bytes = await simulator.Http.GetByteArrayAsync(await simulator.FinishedUrlAsync("a cat [[pic-aigc]]"));

        Assert.Contains("parameters\0\0\0\0\0a cat [[pic-aigc]] AIGC", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.NotNull(SKBitmap.Decode(bytes));
    }

    [Fact]
    public async Task A_packed_answer_is_the_same_when_it_is_unpacked()
    {
        await using var simulator = await StartAtOnceAsync();
        using var response = await simulator.PostAsync(Order(Seedream45, ("prompt", "a cat [[gz]]")));

        Assert.Equal("gzip", Assert.Single(response.Content.Headers.ContentEncoding));
        await using var unpacked = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.NotNull((await JsonNode.ParseAsync(unpacked))!["data"]![0]!["url"]);
    }

    [Theory]
    [InlineData("html-403", 403)]
    [InlineData("empty-502", 502)]
    [InlineData("proxy-json-401", 401)]
    public async Task Who_answers_in_the_providers_place_does_not_undo_the_work(string fault, int status)
    {
        await using var simulator = await StartAtOnceAsync();
        using var response = await simulator.PostAsync(Order(Seedream45, ("prompt", $"a cat [[{fault}]]")));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(1, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("error-text")]
    [InlineData("code-number")]
    public async Task An_odd_refusal_is_a_refusal(string fault)
    {
        await using var simulator = await StartAtOnceAsync();
        var answer = await simulator.GenerateAsync(Order(Seedream45, ("prompt", $"a cat [[{fault}]]")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(0, (await simulator.LedgerAsync())["total"]!.GetValue<int>());
    }

    public static TheoryData<string> Names { get; } = new(NamedFaults.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_is_played_wherever_it_fits(string name)
    {
        await using var simulator = await StartAtOnceAsync();
        var marker = $"[[{name.Replace("-N", "-418", StringComparison.Ordinal)}]]";
        var points = NamedFaults.Find(name.Replace("-N", "-418", StringComparison.Ordinal))!.Fault.Points;
        foreach (var point in points)
            Assert.True(await IsOtherAsync(simulator, point, marker), $"{name} changes nothing at {point}.");
    }

    [Fact]
    public void Each_stands_in_the_readme()
    {
        var readme = File.ReadAllText(Path.Combine(Root(), "services/volcengine/ImageGen.Volcengine.Simulator/README.md"));
        Assert.All(NamedFaults.Names, name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }

    /// <summary>Whether an answer with the fault differs from one without it.</summary>
    private static async Task<bool> IsOtherAsync(RunningSimulator simulator, FaultPoint point, string marker)
    {
        var good = await AnswersAsync(simulator, point, "a cat");
        var spoilt = await AnswersAsync(simulator, point, $"a cat {marker}");
        return good.Zip(spoilt).Any(pair => pair.First != pair.Second);
    }

    private static async Task<List<string>> AnswersAsync(RunningSimulator simulator, FaultPoint point, string prompt) => point switch
    {
        FaultPoint.Generate =>
        [
            await ShapeAsync(() => simulator.PostAsync(Order(Seedream45, ("prompt", prompt)))),
            await ShapeAsync(() => simulator.PostAsync(Group(2, stream: true, prompt))),
        ],
        FaultPoint.Submit => [await ShapeAsync(() => SignedAsync(simulator, "CVSync2AsyncSubmitTask", Orders.Of(prompt)))],
        FaultPoint.GetResult => [await ShapeAsync(async () => await SignedAsync(simulator, "CVSync2AsyncGetResult", await QuestionAsync(simulator, prompt)))],
        _ => [await ShapeAsync(async () => await PictureAsync(simulator, await simulator.FinishedUrlAsync(prompt)))],
    };

    private static async Task<object> QuestionAsync(RunningSimulator simulator, string prompt)
    {
        // As it is submitted, a prompt that also spoils the submission must do no harm.
        using var response = await SignedAsync(simulator, "CVSync2AsyncSubmitTask", Orders.Of(prompt));
        var line = (await simulator.LedgerAsync())["submissions"]!.AsArray()[^1]!;
        simulator.Time.Advance(TimeSpan.FromSeconds(10));
        return new { req_key = Orders.ReqKey, task_id = line["task_id"]!.GetValue<string>(), req_json = "{\"return_url\":true}" };
    }

    private static async Task<HttpResponseMessage> PictureAsync(RunningSimulator simulator, string url)
    {
        var getting = simulator.Http.GetAsync(url);
        // One that comes in small parts waits between them.
        while (!getting.IsCompleted)
        {
            simulator.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(getting, Task.Delay(10));
        }

        return getting.IsFaulted ? new HttpResponseMessage(HttpStatusCode.Unused) : await getting;
    }

    private static async Task<HttpResponseMessage> SignedAsync(RunningSimulator simulator, string action, object body)
    {
        using var request = new SigningClient().Sign(simulator.Http.BaseAddress!, action, "2022-08-31", body, simulator.Time.GetUtcNow());
        return await simulator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>What of an answer is the same for all good ones.</summary>
    private static async Task<string> ShapeAsync(Func<Task<HttpResponseMessage>> call)
    {
        using var response = await call();
        var head = $"{(int)response.StatusCode} {response.Content.Headers.ContentType} {string.Join(',', response.Content.Headers.ContentEncoding)} ";
        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync();
            return head + (response.Content.Headers.ContentType?.MediaType?.StartsWith("image/", StringComparison.Ordinal) == true
                ? $"{bytes.Length}"
                : System.Text.RegularExpressions.Regex.Replace(Encoding.Latin1.GetString(bytes), "https?://[^\"]*|[0-9A-Fa-f]{10,}|[0-9.]+ms|\"created\":[0-9]+", "…"));
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            return head + "broken";
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(RunningSimulator simulator, string url)
    {
        using var response = await simulator.Http.GetAsync(url);
        return response.StatusCode;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "README.zh-CN.md")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
