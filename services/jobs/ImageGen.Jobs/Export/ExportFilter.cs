using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Images;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Export;

/// <summary>Which pictures may leave: of those that a list shows, what everybody of the space may see.</summary>
internal sealed record ExportFilter(ImageFilter Listed) : IImageFilter
{
    public Task<DocumentPage<Job>> PageAsync(IDocuments<Job> jobs, int limit, PagePosition? after, CancellationToken cancellationToken) =>
        Listed.PageAsync(jobs, limit, after, cancellationToken);

    public bool Covers(string space) => Listed.Covers(space);

    public bool Means(Job job, JobPicture picture) => Listed.Means(job, picture) && JobRules.MayLeave(job, picture);

    /// <returns>Why a picture that is stored may not leave; null where it may.</returns>
    public static PictureFault? FaultOf(Job job, JobPicture picture) =>
        JobRules.MayLeave(job, picture) ? null
        : JobRules.IsOpenToAll(job, picture) ? PictureFault.Deleted
        : PictureFault.InReview;
}
