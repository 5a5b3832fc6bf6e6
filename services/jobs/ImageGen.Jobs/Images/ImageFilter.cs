using ImageGen.Jobs.Domain;
using ImageGen.Jobs.List;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Images;

/// <summary>Which pictures a list shows: those of jobs in no trash, by their own labels and by what their job is.</summary>
/// <param name="Asked">Of it, trash, tag and favorite are the picture's; the title and prompt of its job count as the picture's words.</param>
internal sealed record ImageFilter(JobFilter Asked) : IImageFilter
{
    public Task<DocumentPage<Job>> PageAsync(IDocuments<Job> jobs, int limit, PagePosition? after, CancellationToken cancellationToken) =>
        jobs.PageAsync(Asked.Page(limit, after) with { Where = [.. Where()] }, cancellationToken);

    public bool Covers(string space) => space == Asked.Owner;

    public bool Means(Job job, JobPicture picture) =>
        picture.State == PictureState.Stored
        && job.DeletedAt is null
        && picture.DeletedAt is not null == Asked.Deleted
        && (Asked.Favorite ?? picture.Favorite) == picture.Favorite
        && (Asked.Tag is null || picture.Tags.Contains(Asked.Tag, StringComparer.Ordinal))
        && Asked.IsOfBatch(job)
        && Asked.Speaks(JobTerms.WordsOf(job).Concat(JobTerms.WordsOf(picture)));

    private IEnumerable<FieldValue> Where()
    {
        yield return new(JobFields.Owner, Asked.Owner);
        yield return new(Asked.Deleted ? JobFields.TrashedPicture : JobFields.Pictured, 1L);
        if (Asked is { Favorite: true, Deleted: false })
            yield return new(JobFields.FavoritePicture, 1L);
        if (Asked.Tag is not null)
            yield return new(JobFields.Terms, JobTerms.OfPictureTag(Asked.Owner, Asked.Tag));
        foreach (var value in Asked.WhereJob())
            yield return value;
    }
}
