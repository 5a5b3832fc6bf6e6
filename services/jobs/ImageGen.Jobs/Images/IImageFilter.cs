using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Images;

/// <summary>Which pictures a list shows, and in which order.</summary>
internal interface IImageFilter
{
    /// <summary>A page of the jobs that have some.</summary>
    Task<DocumentPage<Job>> PageAsync(IDocuments<Job> jobs, int limit, PagePosition? after, CancellationToken cancellationToken);

    /// <summary>Whether the list is of this space.</summary>
    bool Covers(string space);

    bool Means(Job job, JobPicture picture);
}
