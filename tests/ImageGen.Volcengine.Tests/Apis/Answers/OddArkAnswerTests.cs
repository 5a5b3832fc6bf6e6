using ImageGen.Volcengine.Apis;
using ImageGen.Volcengine.Simulator;
using ImageGen.Volcengine.Tests.Support;
using ImageGen.Volcengine.Wire;

namespace ImageGen.Volcengine.Tests.Apis.Answers;

/// <summary>Answers of Ark in odd forms, over the wire: no picture that is in one is lost, and nobody but the provider says that nothing was made.</summary>
public class OddArkAnswerTests(SharedStandIn shared) : IClassFixture<SharedStandIn>
{
    public static TheoryData<string> Readable { get; } =
    [
        "gz", "gz-undeclared", "gz-lie", "gz-twice", "deflate", "deflate-raw", "br", "zstd", "bom", "utf16",
        "json-plain", "json-html", "json-octet", "json-notype", "lead-space", "trail-junk", "twice", "nan", "pascal", "camel", "data-text", "cut",
        "urls-object", "url-space", "url-data", "b64", "b64-prefix", "b64-nopad", "b64-urlsafe", "b64-lines",
    ];

    public static TheoryData<string> Streams { get; } =
    [
        "sse-plain", "sse-octet", "sse-json", "sse-notype", "sse-gz", "sse-bom", "sse-cr", "sse-crlf", "sse-dataonly", "sse-nospace",
        "sse-multiline", "sse-comments", "sse-joined", "sse-nodone", "sse-noend", "sse-noindex", "sse-textindex", "sse-lines",
    ];

    [Theory]
    [MemberData(nameof(Readable))]
    public async Task A_picture_that_is_in_the_answer_is_delivered(string fault)
    {
        var (outcome, pictures) = await SubmitAsync(Arks.Request() with { Prompt = $"一只猫 [[{fault}]]" });

        Assert.IsType<SubmitOutcome.Delivered>(outcome);
        AssertIsPicture(Assert.Single(pictures));
    }

    [Theory]
    [MemberData(nameof(Readable))]
    [MemberData(nameof(Streams))]
    public async Task Every_picture_that_is_in_a_stream_is_delivered_in_its_place(string fault)
    {
        var (outcome, pictures) = await SubmitAsync(Arks.Group(3) with { Prompt = $"一只猫 [[{fault}]]" });

        Assert.IsType<SubmitOutcome.Delivered>(outcome);
        Assert.Equal([0, 1, 2], pictures.Select(picture => picture.Place!.Value));
        Assert.All(pictures, AssertIsPicture);
    }

    [Fact]
    public async Task One_picture_that_can_not_be_read_costs_no_other()
    {
        var (outcome, pictures) = await SubmitAsync(Arks.Group(2) with { Prompt = "一只猫 [[one-of-two-bad]]" });

        AssertIsPicture(Assert.Single(pictures));
        Assert.Contains("can not be read", Assert.IsType<SubmitOutcome.Unknown>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_does_it_in_an_answer_in_one_piece()
    {
        await using var server = RawServer.Answering("200 OK", """{"data":[{"b64_json":"%%%"},{"url":"https://example.com/1"}]}""");
        await using var ark = new Arks(server.Url);

        Assert.IsType<SubmitOutcome.Unknown>(await ark.SubmitAsync(Arks.Group(2)));
        Assert.Equal((1, "https://example.com/1"), ark.Progress.Pictures.Select(picture => (picture.Place!.Value, picture.Url)).Single());
    }

    [Theory]
    [InlineData("""[null,{"url":"https://example.com/1"}]""")]
    [InlineData("""[{},{"url":"https://example.com/1"},17]""")]
    public async Task What_stands_before_a_picture_does_not_push_it_out_of_its_place(string data)
    {
        await using var server = RawServer.Answering("200 OK", $$"""{"data":{{data}}}""");
        await using var ark = new Arks(server.Url);

        var delivered = Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Request()));
        Assert.Equal(0, Assert.Single(delivered.Pictures).Place);
    }

    [Theory]
    [InlineData("HTTP/1.1 102 Processing\r\n\r\n")]
    [InlineData("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n")]
    public async Task A_word_before_the_answer_is_not_the_answer(string before)
    {
        await using var server = RawServer.Doing(request => request.WriteAsync(before + RawServer.Response("200 OK", """{"data":[{"url":"https://example.com/0"}]}""")));
        await using var ark = new Arks(server.Url);
        Assert.IsType<SubmitOutcome.Delivered>(await ark.SubmitAsync(Arks.Request()));
    }

    [Fact]
    public async Task A_key_that_the_provider_quotes_in_a_stream_goes_no_further()
    {
        await using var server = RawServer.Doing(async request =>
        {
            await Ark.ArkWire.StreamAsync(request, $"data: {{\"error\":{{\"code\":\"AuthenticationError\",\"message\":\"{Arks.Key} is no key\"}}}}\n\n");
            await Ark.ArkWire.EndAsync(request);
        });
        await using var ark = new Arks(server.Url);
        Assert.DoesNotContain(Arks.Key, (await ark.SubmitAsync(Arks.Group(2))).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lone_picture_that_can_not_be_read_is_no_failure_and_the_answer_is_kept()
    {
        var (outcome, pictures) = await SubmitAsync(Arks.Request() with { Prompt = "一只猫 [[one-of-two-bad]]" });

        Assert.Empty(pictures);
        Assert.Contains("not a picture", Assert.IsType<SubmitOutcome.Unknown>(outcome).Answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("data-empty")]
    [InlineData("data-null")]
    [InlineData("data-missing")]
    public async Task An_empty_success_has_one_meaning(string fault)
    {
        var (outcome, pictures) = await SubmitAsync(Arks.Request() with { Prompt = $"一只猫 [[{fault}]]" });

        Assert.Empty(pictures);
        Assert.Null(Assert.IsType<SubmitOutcome.Delivered>(outcome).Error);
    }

    [Theory]
    [InlineData("html-400")]
    [InlineData("html-401")]
    [InlineData("html-403")]
    [InlineData("html-404")]
    [InlineData("html-407")]
    [InlineData("html-413")]
    [InlineData("html-429")]
    [InlineData("html-499")]
    [InlineData("html-502")]
    [InlineData("html200")]
    [InlineData("empty-401")]
    [InlineData("empty-403")]
    [InlineData("empty-429")]
    [InlineData("empty-502")]
    [InlineData("proxy-json-401")]
    [InlineData("proxy-json-403")]
    [InlineData("proxy-code-403")]
    [InlineData("proxy-code-429")]
    [InlineData("error-200-text")]
    public async Task Who_is_not_the_provider_decides_nothing(string fault) =>
        Assert.IsType<SubmitOutcome.Unknown>((await SubmitAsync(Arks.Request() with { Prompt = $"一只猫 [[{fault}]]" })).Outcome);

    [Theory]
    [InlineData("code-number", "unknown")]
    [InlineData("error-nocode", "unknown")]
    [InlineData("error-text", "unknown")]
    [InlineData("error-nested", "prompt_rejected")]
    public async Task A_refusal_in_another_form_is_one_and_its_words_reach_whoever_must_act(string fault, string code)
    {
        var (outcome, _) = await SubmitAsync(Arks.Request() with { Prompt = $"一只猫 [[{fault}]]" });

        var error = Assert.IsType<SubmitOutcome.Refused>(outcome).Error;
        Assert.Equal(code, error.Code);
        if (code == "unknown")
            Assert.StartsWith("The prompt asks for a thing that test pictures never show.", error.ProviderMessage, StringComparison.Ordinal);
        Assert.StartsWith("02170000", error.ProviderRequestId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_of_somebody_who_may_not_be_the_provider_are_told_all_the_same()
    {
        var (outcome, _) = await SubmitAsync(Arks.Request() with { Prompt = "一只猫 [[proxy-json-403]]" });
        Assert.Contains("It said: Forbidden", Assert.IsType<SubmitOutcome.Unknown>(outcome).Reason, StringComparison.Ordinal);
    }

    private async Task<(SubmitOutcome Outcome, List<ProviderPicture> Pictures)> SubmitAsync(Contracts.ImageRequest request)
    {
        await using var ark = new Arks(shared.Provider.Url, SimulatorCredentials.ArkApiKey);
        var outcome = await ark.SubmitAsync(request);
        var delivered = outcome is SubmitOutcome.Delivered { Pictures: var whole } ? whole : [];
        return (outcome, [.. ark.Progress.Pictures.Concat(delivered).OrderBy(picture => picture.Place)]);
    }

    private static void AssertIsPicture(ProviderPicture picture)
    {
        if (picture.Bytes is { } bytes)
            Assert.True(PictureBytes.IsPicture(bytes));
        else
            Assert.Matches("^http://[^ ]+/_pictures/[^ ]+$", picture.Url);
    }
}
