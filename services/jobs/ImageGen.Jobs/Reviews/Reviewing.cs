using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Changes;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Images;
using ImageGen.Jobs.Trash;
using ImageGen.Persistence;
using ImageGen.ServiceDefaults.Callers;
using ImageGen.ServiceDefaults.Errors;

namespace ImageGen.Jobs.Reviews;

/// <summary>Decides on pictures that are held. Nobody decides on their own.</summary>
internal sealed class Reviewing(IDocuments<Job> jobs, JobChanges changes, JobAudit audit, ICaller caller)
{
    /// <returns>The picture as it is now.</returns>
    /// <exception cref="ProblemException">404; 403 where the caller is no reviewer of it; 409 where it is not held or in the trash; 422; 503 where too much is not on record yet.</exception>
    public async Task<FoundImage> DecideAsync(string id, ReviewRequest request, CancellationToken cancellationToken)
    {
        var seen = ImageId.JobOf(id) is { } jobId ? await jobs.FindAsync(jobId, cancellationToken) : null;
        var mayReview = seen is { HeldFor: not null } && caller.MayReview(seen.Owner);
        if (seen is null || Find(seen, id) is null || !(mayReview || caller.MayRead(seen.Owner)))
            throw NotFound();
        if (seen.HeldFor is null)
            throw ProblemException.Of(409, ErrorCodes.ImageNotHeld);
        if (!mayReview)
            throw ProblemException.Of(403, ErrorCodes.NotPermitted);
        if (seen.HeldFor == caller.Owner)
            throw ProblemException.Of(403, ErrorCodes.OwnReview);
        var verdict = request.Verdict() with { By = caller.Owner };
        var recorded = audit.Recorded(seen.Id, DeedOf(id, verdict));
        var job = await changes.ChangeAsync(seen.Id, Decide, cancellationToken) ?? throw NotFound();
        return new FoundImage(job, Find(job, id)!);

        // The same decision again is told again, and is nothing new for the record.
        Job Decide(Job known, long now) =>
            JobRules.Review(TrashProblems.RequireKept(known), id, verdict, now) is var next && next.Revision == known.Revision ? next : recorded(next);
    }

    private static Deed DeedOf(string id, PictureReview verdict) => verdict.Reason is { } reason
        ? new Deed(AuditActions.ImageRejected, new Dictionary<string, string> { ["reason"] = reason }, id)
        : new Deed(AuditActions.ImageApproved, Object: id);

    private static ProblemException NotFound() => new(404, "image_not_found", "There is no such picture.");

    // What is stored stays stored, unless it goes for good.
    private static JobPicture? Find(Job job, string id) => job.Pictures.FirstOrDefault(picture => picture.IsThere && picture.IdIn(job) == id);
}
