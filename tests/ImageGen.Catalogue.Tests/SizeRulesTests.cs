namespace ImageGen.Catalogue.Tests;

public sealed class SizeRulesTests
{
    private static readonly SizeRule Rule = ModelCatalogue.BuiltIn().Default.Size!;

    [Theory]
    [InlineData(1024, 1024, null)]
    [InlineData(4096, 4096, null)]
    [InlineData(1023, 1024, "pixels")]
    [InlineData(4097, 4096, "pixels")]
    [InlineData(1774, 592, null)]
    [InlineData(3600, 1190, "ratio")]
    [InlineData(1190, 3600, "ratio")]
    [InlineData(0, 2048, "at least 1")]
    [InlineData(2048, -1, "at least 1")]
    [InlineData(int.MaxValue, int.MaxValue, "pixels")]
    public void A_size_is_judged_by_its_area_and_its_ratio(int width, int height, string? says)
    {
        var problem = SizeRules.Problem(Rule, width, height);
        if (says is null)
            Assert.Null(problem);
        else
            Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(512, 512, null)]
    [InlineData(2048, 2048, null)]
    [InlineData(1536, 512, null)]
    [InlineData(512, 1536, null)]
    [InlineData(511, 1024, "side of 511 pixels; this model takes 512 to 2048")]
    [InlineData(1024, 511, "side of 511 pixels")]
    [InlineData(2049, 1024, "side of 2049 pixels")]
    [InlineData(512, 2049, "side of 2049 pixels")]
    [InlineData(1537, 512, "ratio")]
    [InlineData(512, 1537, "ratio")]
    public void Both_sides_are_judged_where_the_model_bounds_them_and_a_bound_itself_is_taken(int width, int height, string? says)
    {
        var rule = new SizeRule(MinPixels: 1, MaxPixels: 2048 * 2048, MinRatio: 1.0 / 3, MaxRatio: 3, Recommended: [], MinSide: 512, MaxSide: 2048);

        var problem = SizeRules.Problem(rule, width, height);

        if (says is null)
            Assert.Null(problem);
        else
            Assert.Contains(says, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void One_pixel_is_a_size_where_nothing_forbids_it() =>
        Assert.Null(SizeRules.Problem(new SizeRule(MinPixels: 1, MaxPixels: 1, MinRatio: 1, MaxRatio: 1, Recommended: []), 1, 1));
}
