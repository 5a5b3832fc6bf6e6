namespace ImageGen.Volcengine.Admission;

internal static class WeightedDraw
{
    /// <summary>Draws up to <paramref name="most"/> times, each in proportion to the weights of those that have something left.</summary>
    public static IEnumerable<T> Of<T>(IReadOnlyList<T> choices, Func<T, double> weight, Func<T, int> left, int most, Random random)
    {
        var rest = choices.Select(left).ToArray();
        for (var drawn = 0; drawn < most; drawn++)
        {
            var total = choices.Index().Sum(choice => rest[choice.Index] > 0 ? weight(choice.Item) : 0);
            if (total <= 0)
                yield break;
            var at = random.NextDouble() * total;
            var index = Array.FindLastIndex(rest, count => count > 0);
            for (var i = 0; i < rest.Length; i++)
            {
                if (rest[i] > 0 && (at -= weight(choices[i])) < 0)
                {
                    index = i;
                    break;
                }
            }

            rest[index]--;
            yield return choices[index];
        }
    }
}
