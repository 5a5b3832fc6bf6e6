using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Inputs;
using ImageGen.TestKit;

namespace ImageGen.Jobs.Tests.Inputs;

public sealed class InputRulesTests
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly ModelProfile Model = ModelCatalogue.BuiltIn().Models.First(model => model.Id == "jimeng-inpaint") with
    {
        References = new ReferenceRule(1, 1, Links: false, ["jpeg", "png"], MaxBytes: 1000, MaxPixels: 1_000_000, MinRatio: 0.5, MaxRatio: 2, MinSide: 100),
        Mask = new MaskRule(Required: true, ["png"], MaxBytes: 500),
    };

    [Theory]
    [InlineData("image/png", 1000, 1000, 1000, null)]
    [InlineData("image/jpeg", 1, 100, 200, null)]
    [InlineData("image/webp", 1001, 1001, 1000, null)]
    [InlineData("image/png", 1000, 99, 150, "100 or more")]
    [InlineData("image/png", 1000, 150, 99, "100 or more")]
    [InlineData("image/png", 1000, 100, 201, "0.5 or more")]
    [InlineData("image/png", 1000, 201, 100, "at most 2")]
    public void A_shape_that_the_model_does_not_take_is_refused_and_all_else_is_made_to_fit(string type, long bytes, int width, int height, string? expected)
    {
        var problem = InputRules.Problem(Model, Picture(type, bytes, width, height));
        if (expected is null)
            Assert.Null(problem);
        else
            Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    public static TheoryData<string> SharedCases =>
        [.. SharedVectors["cases"]!.AsArray().Select(each => each!.ToJsonString())];

    private static JsonNode SharedVectors =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "tests", "vectors", "request-rules.json")))!["references"]!;

    [Theory]
    [MemberData(nameof(SharedCases))]
    public void A_reference_fits_here_as_in_the_browser(string json)
    {
        var given = JsonNode.Parse(json)!;
        var rule = SharedVectors["rules"]![(string)given["rule"]!].Deserialize<ReferenceRule>(SnakeCase);
        var problem = InputRules.Problem(Model with { References = rule }, Picture("image/png", 1, (int)given["width"]!, (int)given["height"]!));
        Assert.Equal((bool)given["fits"]!, problem is null);
    }

    [Fact]
    public void A_model_without_limits_has_none() =>
        Assert.Null(InputRules.Problem(Model with { References = new ReferenceRule(1, 1, false, ["png"], 1000) }, Picture("image/png", 1000, 1, 9999)));

    [Fact]
    public void A_link_is_left_to_the_provider() => Assert.Null(InputRules.Problem(Model, new InputImage { Url = "https://example.com/a.png" }));

    [Theory]
    [InlineData(300, 200, null)]
    [InlineData(1500, 1000, null)]
    [InlineData(151, 100, null)]
    [InlineData(155, 100, "same shape")]
    [InlineData(200, 300, "same shape")]
    public void A_mask_has_the_shape_of_its_picture(int width, int height, string? expected)
    {
        var problem = InputRules.MaskProblem(Model, Picture("image/png", 500, width, height), Picture("image/jpeg", 900, 300, 200));
        if (expected is null)
            Assert.Null(problem);
        else
            Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    private static InputImage Picture(string type, long bytes, int width, int height) =>
        new() { Key = "k", ContentType = type, Bytes = bytes, Width = width, Height = height };
}
