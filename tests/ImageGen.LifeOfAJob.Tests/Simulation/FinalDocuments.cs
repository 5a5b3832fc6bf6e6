using System.Text;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>What a life came to, without its times and counts: two lives with the same text ended in the same documents.</summary>
internal static class FinalDocuments
{
    public static string Of(Life life)
    {
        var job = life.Job!;
        var text = new StringBuilder().AppendLine($"job: {job.Status} {job.EndCode}, attempt {job.Attempt}, settled {job.Settled}");
        foreach (var attempt in job.Attempts)
            text.AppendLine($"attempt {attempt.Number}: [{string.Join(' ', attempt.Indices)}], canceled {attempt.Canceled} {attempt.Cancellation}, closed {attempt.Closed}");
        foreach (var picture in job.Pictures)
            text.AppendLine($"picture {picture.Attempt}/{picture.Index}: {picture.State} {picture.ImageId}, billed {picture.Billed}, late {picture.Late}, {picture.Sha256} {picture.Error?.Code}");
        foreach (var task in life.Tasks.All)
            text.AppendLine($"task {task.Id}: {task.State}, final {task.Final}, billed {task.Billed}, {task.Result?.Images.Count} pictures, {task.Error?.Code}");
        foreach (var copy in life.Copies.All)
            text.AppendLine($"copy {copy.ImageId}: {copy.State} {copy.Picture?.Sha256}");
        foreach (var paid in life.Provider.Ledger.Where(entry => entry.Counts).OrderBy(entry => entry.Part, StringComparer.Ordinal))
            text.AppendLine($"paid: {paid.Part}");
        return text.ToString();
    }
}
