using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.Contracts;

namespace ImageGen.Jobs;

/// <summary>A job as it was at one version, shared by all streams that send it.</summary>
internal sealed class JobSnapshot(JobResponse job, string json)
{
    /// <summary>The job with its texts in English.</summary>
    public JobResponse Job { get; } = job;

    /// <summary>Orders what a reader has seen; Unix milliseconds.</summary>
    public long ChangedAt { get; } = new DateTimeOffset(job.UpdatedAt).ToUnixTimeMilliseconds();

    public static JobSnapshot Of(JobResponse job) => new(job, JsonSerializer.Serialize(job, PublicJson.Options));

    /// <exception cref="JsonException">The message does not hold a job.</exception>
    public static JobSnapshot Of(JobChanged message) =>
        new(JsonSerializer.Deserialize<JobResponse>(message.Snapshot, PublicJson.Options)!, message.Snapshot);

    /// <param name="queue">Of this moment, so it is not part of the snapshot.</param>
    public string Json(Language language, JobQueueResponse? queue)
    {
        var same = language == Language.En || (Job.Error is null && Job.WaitingFor is null && Job.Images.All(image => image.Error is null));
        return same && queue is null ? json : JsonSerializer.Serialize(JobView.Translate(Job, language) with { Queue = queue }, PublicJson.Options);
    }
}
