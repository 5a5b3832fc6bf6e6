using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Trash;

/// <summary>What one space has thrown away.</summary>
internal sealed class TrashBin(IDocuments<Job> jobs, JobChanges changes, JobAudit audit)
{
    private const int AtMost = 100;

    /// <summary>Marks what is in it to go for good, up to a number. What somebody restores in between stays.</summary>
    public async Task<EmptiedTrashResponse> EmptyAsync(string space, CancellationToken cancellationToken)
    {
        var (emptied, images) = (0, 0);
        var thrown = await PageAsync(space, JobFields.Trashed, cancellationToken);
        foreach (var job in thrown.Items)
        {
            var rule = audit.Recorded(job.Id, (seen, now) => seen.DeletedAt is null ? seen : JobRules.Purge(seen, now), new Deed(AuditActions.JobPurged));
            if (await changes.ChangeAsync(job.Id, rule, cancellationToken) is { Purge: not null })
                emptied++;
        }

        var partly = await PageAsync(space, JobFields.TrashedPicture, cancellationToken);
        foreach (var (job, picture) in partly.Items.SelectMany(job => job.Body.Pictures.Where(IsThrown).Select(picture => (job.Id, picture.IdIn(job.Body)))))
        {
            var rule = audit.Recorded(job, (seen, now) => IsIn(seen, picture) ? JobRules.Purge(seen, picture, now) : seen, new Deed(AuditActions.ImagePurged, Object: picture));
            if (await changes.ChangeAsync(job, rule, cancellationToken) is { } now && !IsIn(now, picture))
                images++;
        }

        return new EmptiedTrashResponse(emptied, images, thrown.Next is not null || partly.Next is not null);
    }

    private static bool IsThrown(JobPicture picture) => picture is { IsThere: true, DeletedAt: not null };

    private static bool IsIn(Job job, string picture) => job.DeletedAt is null && job.Pictures.Any(each => IsThrown(each) && each.IdIn(job) == picture);

    private Task<DocumentPage<Job>> PageAsync(string space, string kind, CancellationToken cancellationToken) => jobs.PageAsync(
        new PageQuery { OrderBy = JobFields.CreatedAt, Where = [new(JobFields.Owner, space), new(kind, 1L)], Limit = AtMost }, cancellationToken);
}
