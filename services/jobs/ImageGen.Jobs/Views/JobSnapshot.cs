using System.Text.Json;
using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;

namespace ImageGen.Jobs.Views;

/// <summary>
/// A job as it was at one version, shared by all streams that send it. Whoever changed the job wrote it as JSON, which is handed on as it
/// is; it is read and written again only for those who are shown something else.
/// </summary>
internal sealed class JobSnapshot
{
    // Another build may show jobs in another way: what it writes is read, so that what this one needs and does not find there is noticed.
    private static readonly string Build = typeof(JobSnapshot).Module.ModuleVersionId.ToString("N");

    private string? json;

    public required string Id { get; init; }

    public required long Version { get; init; }

    /// <summary>Orders what a reader has seen; Unix milliseconds.</summary>
    public required long ChangedAt { get; init; }

    /// <summary>The job with its texts in English; null where every reader is shown the same.</summary>
    public JobResponse? Job { get; private init; }

    public static JobSnapshot Of(Job job) => Of(JobView.Show(job), json: null);

    /// <exception cref="JsonException">The message does not hold a job.</exception>
    public static JobSnapshot Of(JobChanged message) => message is { HandedOnBy: { } build, ChangedAt: { } changedAt } && build == Build
        ? new JobSnapshot { Id = message.JobId, Version = message.Version, ChangedAt = changedAt, json = message.Snapshot }
        : Of(JsonSerializer.Deserialize<JobResponse>(message.Snapshot, PublicJson.Options)!, message.Snapshot);

    public static JobChanged HintOf(Job job)
    {
        var shown = JobView.Show(job);
        return new JobChanged
        {
            JobId = job.Id,
            Owner = job.Owner,
            Version = job.Revision,
            Snapshot = JsonSerializer.Serialize(shown, PublicJson.Options),
            ChangedAt = job.ChangedAt,
            HandedOnBy = shown.Status == JobStatus.Queued || HasTexts(shown) ? null : Build,
        };
    }

    /// <param name="queue">Of this moment, so it is not part of the snapshot.</param>
    public string Json(Language language, JobQueueResponse? queue)
    {
        if (Job is null || (queue is null && (language == Language.En || !HasTexts(Job))))
            return json ??= JsonSerializer.Serialize(Job, PublicJson.Options);
        return JsonSerializer.Serialize(JobView.Translate(Job, language) with { Queue = queue }, PublicJson.Options);
    }

    private static JobSnapshot Of(JobResponse job, string? json) => new()
    {
        Id = job.Id,
        Version = job.Version,
        ChangedAt = new DateTimeOffset(job.UpdatedAt).ToUnixTimeMilliseconds(),
        Job = job,
        json = json,
    };

    private static bool HasTexts(JobResponse job) =>
        job.Error is not null || job.WaitingFor is not null || job.Images.Any(image => image.Error is not null);
}
