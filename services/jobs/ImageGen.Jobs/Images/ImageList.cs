using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Images;

/// <summary>Pages of pictures: the jobs of a filter, in its order, and of each its pictures in their order.</summary>
internal sealed class ImageList(IDocuments<Job> jobs)
{
    /// <summary>Bounds how many jobs without a picture that is meant are gone through; behind it the caller asks on.</summary>
    private const int MostRounds = 8;

    /// <param name="after">Where the page before ended: a picture, or a job whose pictures have all been seen.</param>
    public async Task<ImagePage> PageAsync(IImageFilter filter, int limit, PagePosition? after, CancellationToken cancellationToken)
    {
        var page = new List<FoundImage>(limit);
        if (after is not null && ImageId.JobOf(after.Id) is { } begun)
        {
            if (await jobs.FindAsync(begun, cancellationToken) is { } job && filter.Covers(job.Owner) && !Add(job, after.Id))
                return new ImagePage(page, EndOf(page));
            after = after with { Id = begun };
        }

        for (var round = 1; ; round++)
        {
            if (page.Count == limit)
                return new ImagePage(page, after);
            var found = await filter.PageAsync(jobs, limit - page.Count, after, cancellationToken);
            foreach (var item in found.Items)
            {
                if (!Add(item.Body, seen: null))
                    return new ImagePage(page, EndOf(page));
            }

            if (found.Next is null || round == MostRounds)
                return new ImagePage(page, found.Next);
            after = found.Next;
        }

        // Returns false where there is no room for all of them.
        bool Add(Job job, string? seen)
        {
            var meant = PicturesOf(job).SkipWhile(picture => seen is not null && picture.IdIn(job) != seen).Skip(seen is null ? 0 : 1)
                .Where(picture => filter.Means(job, picture)).ToList();
            page.AddRange(meant.Take(limit - page.Count).Select(picture => new FoundImage(job, picture)));
            return page.Count < limit || meant.Count == 0 || ReferenceEquals(page[^1].Picture, meant[^1]);
        }
    }

    private static PagePosition EndOf(List<FoundImage> page) => new(page[^1].Job.CreatedAt, page[^1].Picture.IdIn(page[^1].Job));

    public static IEnumerable<JobPicture> PicturesOf(Job job) => job.Pictures.OrderBy(picture => picture.Index).ThenBy(picture => picture.Attempt);
}

/// <param name="Next">Where the next page begins; null where there is none.</param>
internal sealed record ImagePage(IReadOnlyList<FoundImage> Items, PagePosition? Next);

internal sealed record FoundImage(Job Job, JobPicture Picture)
{
    public string Id => Picture.IdIn(Job);

    /// <summary>All that are stored, whatever else has become of them, in the order of lists.</summary>
    public static IEnumerable<FoundImage> AllOf(Job job) =>
        ImageList.PicturesOf(job).Where(picture => picture.State == PictureState.Stored).Select(picture => new FoundImage(job, picture));

    /// <returns>Null where the job has none with this id that is stored.</returns>
    public static FoundImage? Of(Job? job, string id) => job is null ? null : AllOf(job).FirstOrDefault(found => found.Id == id);
}
