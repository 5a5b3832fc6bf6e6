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
}
