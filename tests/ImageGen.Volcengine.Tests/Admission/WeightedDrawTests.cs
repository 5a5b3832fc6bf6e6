using ImageGen.Volcengine.Admission;

namespace ImageGen.Volcengine.Tests.Admission;

public sealed class WeightedDrawTests
{
    private static readonly Choice Light = new("light", 1, 10);
    private static readonly Choice Heavy = new("heavy", 3, 10);

    [Theory]
    [InlineData(0, "light")]
    [InlineData(0.249, "light")]
    [InlineData(0.25, "heavy")]
    [InlineData(0.3, "heavy")]
    [InlineData(0.999, "heavy")]
    public void Each_has_a_share_by_its_weight(double dice, string drawn) => Assert.Equal([drawn], Draw([Light, Heavy], most: 1, dice));

    [Fact]
    public void No_more_are_drawn_than_were_asked_for() => Assert.Equal(["light", "heavy", "light"], Draw([Light, Heavy], most: 3, 0, 0.5, 0));

    [Fact]
    public void Who_has_nothing_left_is_not_drawn_and_nothing_is_where_nobody_has() =>
        Assert.Equal(["light", "heavy"], Draw([Light with { Left = 1 }, Heavy with { Left = 1 }], most: 5, 0, 0, 0));

    [Fact]
    public void Who_is_worth_nothing_is_not_drawn() => Assert.Empty(Draw([Light with { Weight = 0 }], most: 2, 0, 0));

    /// <summary>Sums of fractions are not exact: a draw may come to lie behind all of them.</summary>
    [Fact]
    public void A_draw_behind_the_last_share_is_of_the_last_who_has_something_left() =>
        Assert.Equal(["heavy"], Draw([Light, Heavy, Light with { Left = 0 }], most: 1, 1));

    private static IEnumerable<string> Draw(IReadOnlyList<Choice> choices, int most, params double[] dice) =>
        [.. WeightedDraw.Of(choices, choice => choice.Weight, choice => choice.Left, most, new Dice(dice)).Select(choice => choice.Name)];

    private sealed record Choice(string Name, double Weight, int Left);

    private sealed class Dice(IEnumerable<double> values) : Random
    {
        private readonly Queue<double> values = new(values);

        public override double NextDouble() => values.Dequeue();
    }
}
