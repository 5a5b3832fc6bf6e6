namespace ImageGen.Benchmarks;

/// <param name="AcceptedPerSecond">Submits answered with 202; null where there is nobody to accept.</param>
/// <param name="FinishedPerSecond">Jobs from submit to stored picture, many at once.</param>
/// <param name="AloneMilliseconds">Median time of one job with nothing beside it.</param>
internal sealed record Measurement(double? AcceptedPerSecond, double FinishedPerSecond, double AloneMilliseconds)
{
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
