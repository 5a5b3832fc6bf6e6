namespace ImageGen.Volcengine.Admission.Pacing;

/// <summary>
/// What the last tasks of a model have taken, in milliseconds, and the plan that follows. A time is known as far as it was asked for:
/// later than the last answer "not yet", no later than the first answer "done".
/// </summary>
/// <param name="expected">What a task takes as the catalogue says, while none has been seen.</param>
internal sealed class SeenTimes(double expected)
{
    /// <summary>A question is worth this part of what a task takes, or <see cref="LeastPrice"/>.</summary>
    private const double Price = 1.0 / 500;

    private const double LeastPrice = PollSchedule.Shortest / 2.0;

    /// <summary>On average. A model whose times are far apart is asked for with more patience, not more often.</summary>
    private const double MostQuestions = 7;

    private const int Kept = 48;

    /// <summary>Each time stands for so many moments, spread over what is not known of it.</summary>
    private const int Moments = 3;

    private readonly Lock gate = new();
    private readonly Queue<(double? After, double By)> times = new();
    private volatile State state = new(PollPlan.None, expected, LeastPrice);

    public PollPlan Plan => state.Plan;

    public double Median => state.Median;

    /// <summary>Two questions are further apart than this: closer ones are not worth their price.</summary>
    public double LeastGap => state.Price;

    /// <param name="after">The last age at which it was seen not to be done, milliseconds; null where it was done when first asked for.</param>
    /// <param name="by">The age at which it was seen to be done, milliseconds.</param>
    public void Add(double? after, double by)
    {
        lock (gate)
        {
            // Asked far too late, after a stop or after answers that said nothing: when it was done is not known.
            if (by > 2 * Math.Max(after ?? 0, Plan.Ages is [.., var last] ? last : 4 * expected))
                return;
            times.Enqueue((after, by));
            if (times.Count > Kept)
                times.Dequeue();
            state = Learn();
        }
    }

    private State Learn()
    {
        // A few tasks say little about where the next one may lie.
        var doubt = 0.5 / times.Count;
        // Tasks that were done when first asked for: the more there are, the earlier before the question they are taken to have ended.
        var unseen = (double)times.Count(time => time.After is null) / times.Count;
        double[] moments = [.. times.SelectMany(time => Spread((time.After ?? time.By * (1 - unseen)) * (1 - doubt), time.By * (1 + doubt))).Order()];
        var median = moments[moments.Length / 2];
        var price = Math.Max(LeastPrice, median * Price);
        var plan = PollPlan.Of(moments, price);
        while (plan.Questions > MostQuestions)
            plan = PollPlan.Of(moments, price *= 1.25);
        return new State(plan, median, price);
    }

    private static IEnumerable<double> Spread(double from, double to) =>
        Enumerable.Range(0, Moments).Select(i => from + ((to - from) * (i + 0.5) / Moments));

    private sealed record State(PollPlan Plan, double Median, double Price);
}
