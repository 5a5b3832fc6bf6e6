using ImageGen.Catalogue;
using ImageGen.Contracts;
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
internal sealed class Reviewing(IDocuments<Job> jobs, JobChanges changes, ICaller caller)
{
    /// <returns>The picture as it is now.</returns>
    /// <exception cref="ProblemException">404; 403 where the caller is no reviewer of it; 409 where it is not held or in the trash; 422.</exception>
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
        var job = await changes.ChangeAsync(seen.Id, (job, now) => JobRules.Review(TrashProblems.RequireKept(job), id, verdict, now), cancellationToken) ?? throw NotFound();
        return new FoundImage(job, Find(job, id)!);
    }

    private static ProblemException NotFound() => new(404, "image_not_found", "There is no such picture.");

    // What is stored stays stored.
    private static JobPicture? Find(Job job, string id) => job.Pictures.FirstOrDefault(picture => picture.State == PictureState.Stored && picture.IdIn(job) == id);
}
