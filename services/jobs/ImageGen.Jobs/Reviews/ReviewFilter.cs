using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Images;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Reviews;

/// <summary>Pictures that wait for a reviewer, the oldest job first.</summary>
/// <param name="Spaces">Of these teams; null for all.</param>
internal sealed record ReviewFilter(IReadOnlyList<string>? Spaces) : IImageFilter
{
    /// <summary>The same for the same list, in Base64Url: a place in a list belongs to it.</summary>
    public string Fingerprint => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes(Spaces is null ? "reviews" : $"reviews {string.Join(' ', Spaces.Order(StringComparer.Ordinal))}")).AsSpan(0, 6));

    public async Task<DocumentPage<Job>> PageAsync(IDocuments<Job> jobs, int limit, PagePosition? after, CancellationToken cancellationToken)
    {
        if (Spaces is null)
            return await jobs.PageAsync(Page(space: null, limit, after), cancellationToken);
        // As many of each as the page may need of one of them; somebody sees to few teams.
        var pages = new List<DocumentPage<Job>>(Spaces.Count);
        foreach (var space in Spaces)
            pages.Add(await jobs.PageAsync(Page(space, limit, after), cancellationToken));
        var found = pages.SelectMany(page => page.Items).OrderBy(job => job.Body.CreatedAt).ThenBy(job => job.Id, StringComparer.Ordinal).ToList();
        var items = found.Take(limit).ToList();
        var isMore = found.Count > limit || pages.Any(page => page.Next is not null);
        return new DocumentPage<Job>(items, isMore ? new PagePosition(items[^1].Body.CreatedAt, items[^1].Id) : null);
    }

    public bool Covers(string space) => Spaces?.Contains(space) ?? true;

    public bool Means(Job job, JobPicture picture) =>
        job.DeletedAt is null && picture is { State: PictureState.Stored, DeletedAt: null, Review.State: ReviewState.Waiting };

    private static PageQuery Page(string? space, int limit, PagePosition? after) => new()
    {
        OrderBy = JobFields.CreatedAt,
        Descending = false,
        Where = space is null ? [new(JobFields.InReview, 1L)] : [new(JobFields.Owner, space), new(JobFields.InReview, 1L)],
        After = after,
        Limit = limit,
    };
}
