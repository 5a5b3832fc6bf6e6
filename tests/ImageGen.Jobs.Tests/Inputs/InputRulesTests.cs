using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Jobs.Tests.Inputs;

public sealed class InputRulesTests
{
    private static readonly ModelProfile Model = ModelCatalogue.BuiltIn().Models.First(model => model.Id == "jimeng-inpaint") with
    {
        References = new ReferenceRule(1, 1, Links: false, ["jpeg", "png"], MaxBytes: 1000, MaxPixels: 1_000_000, MinRatio: 0.5, MaxRatio: 2, MinSide: 100),
        Mask = new MaskRule(Required: true, ["png"], MaxBytes: 500),
    };

    [Theory]
    [InlineData("image/png", 1000, 1000, 1000, null)]
    [InlineData("image/jpeg", 1, 100, 200, null)]
    [InlineData("image/webp", 1000, 1000, 1000, "jpeg, png")]
    [InlineData("image/png", 1001, 1000, 1000, "1001 bytes")]
    [InlineData("image/png", 1000, 1001, 1000, "at most 1000000")]
    [InlineData("image/png", 1000, 99, 150, "100 or more")]
    [InlineData("image/png", 1000, 150, 99, "100 or more")]
    [InlineData("image/png", 1000, 100, 201, "0.5 or more")]
    [InlineData("image/png", 1000, 201, 100, "at most 2")]
    public void A_reference_is_held_against_the_models_rule(string type, long bytes, int width, int height, string? expected)
    {
        var problem = InputRules.Problem(Model, Picture(type, bytes, width, height));
        if (expected is null)
            Assert.Null(problem);
        else
            Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_without_limits_has_none() =>
        Assert.Null(InputRules.Problem(Model with { References = new ReferenceRule(1, 1, false, ["png"], 1000) }, Picture("image/png", 1000, 1, 9999)));

    [Fact]
    public void A_link_is_left_to_the_provider() => Assert.Null(InputRules.Problem(Model, new InputImage { Url = "https://example.com/a.png" }));

    [Theory]
    [InlineData("image/png", 500, 300, 200, null)]
    [InlineData("image/jpeg", 500, 300, 200, "png")]
    [InlineData("image/png", 501, 300, 200, "501 bytes")]
    [InlineData("image/png", 500, 200, 300, "equally large")]
    public void A_mask_is_as_large_as_its_picture(string type, long bytes, int width, int height, string? expected)
    {
        var problem = InputRules.MaskProblem(Model, Picture(type, bytes, width, height), Picture("image/jpeg", 900, 300, 200));
        if (expected is null)
            Assert.Null(problem);
        else
            Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    private static InputImage Picture(string type, long bytes, int width, int height) =>
        new() { Key = "k", ContentType = type, Bytes = bytes, Width = width, Height = height };
}
