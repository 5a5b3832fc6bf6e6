using System.ComponentModel;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Views;

namespace ImageGen.Jobs.Batches;

[Description("The jobs of a batch, counted.")]
internal sealed record BatchResponse
{
    [Description("Begins with bat_.")]
    public required string Id { get; init; }

    [Description("Jobs that were accepted.")]
    public required int Jobs { get; init; }

    [Description("Those of them that have not ended.")]
    public required int Open { get; init; }

    [Description("How many jobs have each status; one that none has is 0.")]
    public required IReadOnlyDictionary<string, int> Statuses { get; init; }

    [Description("Pictures that are stored, of those that the jobs ask for.")]
    public required JobProgressResponse Pictures { get; init; }

    public required JobUsageResponse Usage { get; init; }

    [Description("For the billed pictures, one for each currency; verified where all prices are.")]
    public required IReadOnlyList<MoneyResponse> Costs { get; init; }

    [Description("When the first of the jobs was accepted.")]
    public required DateTime CreatedAt { get; init; }

    [Description("When the last of them ended; null while one is open.")]
    public required DateTime? FinishedAt { get; init; }

    public required BatchLinksResponse Links { get; init; }

    /// <param name="jobs">At least one.</param>
    public static BatchResponse Of(string id, IReadOnlyList<Job> jobs)
    {
        var shown = jobs.Select(job => JobView.Show(job)).ToList();
        var (completed, total) = (shown.Sum(job => job.Progress.Completed), shown.Sum(job => job.Progress.Total));
        var open = jobs.Count(job => !job.Ended);
        return new BatchResponse
        {
            Id = id,
            Jobs = jobs.Count,
            Open = open,
            Statuses = Enum.GetValues<JobStatus>().ToDictionary(JobFields.NameOf, status => jobs.Count(job => job.Status == status)),
            Pictures = new JobProgressResponse(completed, total, completed * 100 / total),
            Usage = new JobUsageResponse(shown.Sum(job => job.Usage.Reserved), shown.Sum(job => job.Usage.Billed), shown.Sum(job => job.Usage.Unknown)),
            Costs = [.. shown.Select(job => job.Cost).OfType<MoneyResponse>().GroupBy(cost => cost.Currency, (currency, costs) => Sum(currency, [.. costs]))],
            CreatedAt = shown.Min(job => job.CreatedAt),
            FinishedAt = open > 0 ? null : shown.Max(job => job.FinishedAt),
            Links = BatchLinksResponse.Of(id),
        };
    }

    private static MoneyResponse Sum(string currency, IReadOnlyList<MoneyResponse> costs) =>
        new(costs.Sum(cost => cost.Amount), currency, costs.All(cost => cost.Verified));
}
