namespace ImageGen.Volcengine.Admission.Pacing;

/// <summary>
/// The ages at which a task is asked for its result: of all plans the one that costs least over the times seen, where each question has
/// a price and each result costs the time for which it waited to be asked for. So nobody asks before the fastest could be done, and
/// most densely where many are.
/// </summary>
/// <param name="Ages">Milliseconds after the acceptance, ascending.</param>
/// <param name="Questions">How many are asked for one task, on average.</param>
internal sealed record PollPlan(IReadOnlyList<double> Ages, double Questions)
{
    /// <summary>The plan for a model of which no task was seen yet: no ages.</summary>
    public static PollPlan None { get; } = new([], 0);

    /// <param name="times">Milliseconds that tasks have taken, ascending and each as likely as the others.</param>
    /// <param name="price">For how many milliseconds sooner one would ask once more.</param>
    public static PollPlan Of(IReadOnlyList<double> times, double price)
    {
        var count = times.Count;
        var sums = new double[count + 1];
        for (var i = 0; i < count; i++)
            sums[i + 1] = sums[i] + times[i];

        // From the end: what is the cheapest way on for whoever was asked for at times[i - 1] and was not done? The next question at
        // times[j - 1] finds those between done, each late by the difference, and is paid for by all who were left.
        var (cost, next) = (new double[count + 1], new int[count + 1]);
        for (var i = count - 1; i >= 0; i--)
        {
            var best = double.PositiveInfinity;
            for (var j = i + 1; j <= count; j++)
            {
                var late = ((j - i) * times[j - 1]) - (sums[j] - sums[i]);
                if (late >= best)
                    break;
                if (late + cost[j] < best)
                    (best, next[i]) = (late + cost[j], j);
            }

            cost[i] = best + (price * (count - i));
        }

        var (ages, asked) = (new List<double>(), 0);
        for (var i = 0; i < count; i = next[i])
        {
            asked += count - i;
            ages.Add(times[next[i] - 1]);
        }

        return new PollPlan(ages, (double)asked / count);
    }
}
