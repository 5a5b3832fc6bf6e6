using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Apis.Answers;

/// <summary>Answers of the signed APIs in odd forms, over the wire: no task id and no picture is lost, and nobody but the provider refuses.</summary>
public class OddSignedAnswerTests(SharedStandIn shared) : IClassFixture<SharedStandIn>
{
    private static readonly string[] Answers =
    [
        "gz", "gz-undeclared", "gz-lie", "gz-twice", "deflate", "deflate-raw", "br", "zstd", "bom", "utf16",
        "json-plain", "json-html", "json-octet", "json-notype", "lead-space", "trail-junk", "twice", "nan", "pascal", "camel", "cut",
        "data-text", "data-array", "code-string", "code-float", "both-shapes",
    ];

    public static TheoryData<string, string> Accepted { get; } = Rows([.. Answers, "tid-number", "tid-deep"]);

    public static TheoryData<string, string> Finished { get; } = Rows(
    [
        .. Answers, "urls-object", "urls-null", "urls-text", "url-space", "url-data", "b64", "b64-prefix", "b64-nopad", "b64-urlsafe", "b64-lines",
    ]);

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task A_task_id_is_read_wherever_and_however_it_stands(string api, string fault)
    {
        var prompt = $"{api} submits [[{fault}]]";
        var accepted = Assert.IsType<SubmitOutcome.Accepted>(await SubmitAsync(api, prompt));
        Assert.Equal(await PaidIdAsync(prompt), accepted.TaskId);
    }

    [Theory]
    [MemberData(nameof(Finished))]
    public async Task A_picture_that_is_in_the_result_is_taken(string api, string fault)
    {
        var prompt = $"{api} asks [[{fault}]]";
        await SubmitAsync(api, prompt);

        var picture = Assert.Single(Assert.IsType<PollOutcome.Done>(await PollAsync(api, prompt)).Pictures);
        if (picture.Bytes is { } bytes)
            Assert.True(PictureBytes.IsPicture(bytes));
        else
            Assert.Matches("^http://[^ ]+/_pictures/[^ ]+$", picture.Url);
    }

    [Theory]
    [InlineData("done-empty")]
    [InlineData("done-null")]
    public async Task Done_without_pictures_has_one_meaning(string fault)
    {
        await SubmitAsync("visual", $"empty [[{fault}]]");
        Assert.Empty(Assert.IsType<PollOutcome.Done>(await PollAsync("visual", $"empty [[{fault}]]")).Pictures);
    }

    [Fact]
    public async Task A_result_that_can_not_be_read_is_not_called_empty_but_asked_for_again_with_the_reason()
    {
        await SubmitAsync("visual", "unreadable [[one-of-two-bad]]");
        var waiting = Assert.IsType<PollOutcome.Unavailable>(await PollAsync("visual", "unreadable [[one-of-two-bad]]"));
        Assert.Contains("neither a link nor the bytes of a picture", waiting.Reason, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Pages { get; } = Rows(
    [
        "html-400", "html-401", "html-403", "html-404", "html-407", "html-413", "html-429", "html-499", "html-502", "html200",
        "empty-401", "empty-403", "empty-429", "empty-502", "proxy-json-403", "proxy-code-401", "proxy-code-403", "proxy-code-429",
    ]);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Who_is_not_the_provider_decides_nothing(string api, string fault)
    {
        var prompt = $"{api} page [[{fault}]]";
        Assert.IsType<SubmitOutcome.Unknown>(await SubmitAsync(api, prompt));
        Assert.IsType<PollOutcome.Unavailable>(await PollAsync(api, prompt));
    }

    [Fact]
    public async Task A_code_as_text_is_the_code() =>
        Assert.Equal("prompt_rejected", Assert.IsType<SubmitOutcome.Refused>(await SubmitAsync("visual", "[[moderated-string]]")).Error.Code);

    private static TheoryData<string, string> Rows(IEnumerable<string> faults) =>
        [.. faults.SelectMany(fault => new TheoryDataRow<string, string>[] { new("visual", fault), new("imagex", fault) })];

    private async Task<SubmitOutcome> SubmitAsync(string api, string prompt)
    {
        using var imageX = new ImageXs(shared.Provider.Url);
        using var visual = Visual();
        return api == "visual"
            ? await visual.SubmitAsync(Visuals.Request with { Prompt = prompt })
            : await imageX.SubmitAsync(ImageXs.Request() with { Prompt = prompt });
    }

    private async Task<PollOutcome> PollAsync(string api, string prompt)
    {
        using var imageX = new ImageXs(shared.Provider.Url);
        using var visual = Visual();
        var taskId = await PaidIdAsync(prompt);
        return api == "visual" ? await visual.PollAsync(taskId) : await imageX.PollAsync(taskId);
    }

    private Visuals Visual() => new(
        shared.Provider.Url, options => (options.AccessKey, options.SecretKey) = (SimulatorCredentials.AccessKey, SimulatorCredentials.SecretKey));

    /// <summary>What the provider itself has noted.</summary>
    private async Task<string> PaidIdAsync(string prompt) =>
        (await shared.Provider.LedgerAsync()).Single(line => line["prompt"]!.GetValue<string>() == prompt)["task_id"]!.GetValue<string>();
}
