using ImageGen.Contracts;
using ImageGen.Jobs.Audit;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Trash;
using ImageGen.ServiceDefaults.Errors;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs.Images;

/// <summary>Changes of pictures that the caller or a team of theirs has; another's is as unknown as one that never was.</summary>
internal sealed class OwnImages(OwnJobs own)
{
    /// <param name="id">Of the picture.</param>
    /// <param name="http">The request.</param>
    /// <param name="rule">Takes the picture's job and its present labels.</param>
    /// <param name="deed">What is put on record of it.</param>
    /// <param name="cancellationToken">The caller is gone.</param>
    /// <returns>The picture as it is now.</returns>
    /// <exception cref="ProblemException">404; 403 where the caller only looks on; 409 where its job is in the trash.</exception>
    public async Task<ListedImageResponse> ChangeAsync(string id, HttpContext http, Func<Job, JobPicture, long, Job> rule, Deed deed, CancellationToken cancellationToken)
    {
        var job = await ChangeAsync(id, rule, deed, cancellationToken);
        http.Response.Headers.CacheControl = "no-store";
        return ListedImageResponse.Of(new FoundImage(job, Find(job, id)!), Catalogue.Languages.Of(http.Request));
    }

    /// <summary>For good, in the trash or not.</summary>
    /// <exception cref="ProblemException">404; 403 where the caller only looks on; 409 where its job is in the trash.</exception>
    public Task PurgeAsync(string id, CancellationToken cancellationToken) =>
        ChangeAsync(id, (job, _, now) => JobRules.Purge(job, id, now), new Deed(AuditActions.ImagePurged), cancellationToken);

    private async Task<Job> ChangeAsync(string id, Func<Job, JobPicture, long, Job> rule, Deed deed, CancellationToken cancellationToken) =>
        ImageId.JobOf(id) is { } jobId && await own.FindAsync(jobId, cancellationToken) is { } seen && Find(seen, id) is not null
            ? await own.ChangeAsync(
                jobId, (now, time) => rule(TrashProblems.RequireKept(now), Find(now, id) ?? throw NotFound(), time), deed with { Object = id }, cancellationToken)
            : throw NotFound();

    private static ProblemException NotFound() => new(404, "image_not_found", "There is no such picture.");

    // What is stored stays stored, unless it goes for good.
    private static JobPicture? Find(Job job, string id) => job.Pictures.FirstOrDefault(picture => picture.IsThere && picture.IdIn(job) == id);
}
