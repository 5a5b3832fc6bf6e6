using System.Text.Json;
using ImageGen.Messaging;
using ImageGen.Persistence;

namespace ImageGen.Jobs;

/// <summary>The fields and indexes by which jobs are found.</summary>
internal static class JobModel
{
    public const string Owner = "owner";
    public const string Status = "status";
    public const string Model = "model";
    public const string Open = "open";
    public const string CreatedAt = "createdAt";
    public const string ChangedAt = "changedAt";
    public const string NudgeAt = "nudgeAt";
    public const string ExpiresAt = "expiresAt";

    public static DocumentModel<Job> Create() => new DocumentModel<Job>("jobs", job => job.Id)
        .Text(Owner, job => job.Owner)
        .Text(Status, job => NameOf(job.Status))
        .Text(Model, job => job.Request.Model)
        .Number(Open, job => job.Ended ? null : 1)
        .Number(CreatedAt, job => job.CreatedAt)
        .Number(ChangedAt, job => job.ChangedAt)
        .Number(NudgeAt, job => job.NudgeAt)
        .Number(ExpiresAt, job => job.ExpiresAt)
        .Number(IOutboxDocument<Job>.DueField, job => job.OutboxDue)
        .Index(Owner, CreatedAt)
        .Index(Owner, Status, CreatedAt)
        .Index(Owner, Model, CreatedAt)
        .Index(Owner, ChangedAt)
        .IndexWhereSet(Open, Owner, Open, ChangedAt)
        .Index(Status, CreatedAt)
        .IndexWhereSet(NudgeAt)
        .IndexWhereSet(ExpiresAt)
        .IndexWhereSet(IOutboxDocument<Job>.DueField);

    public static string NameOf(JobStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());
}
