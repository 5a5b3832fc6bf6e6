using System.Runtime.CompilerServices;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Images;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Export;

/// <summary>The pictures of an export, page by page: never more than a page of jobs is held.</summary>
internal sealed class ExportList(IDocuments<Job> jobs)
{
    /// <summary>Of pictures, by their ids.</summary>
    public const int PageSize = 100;

    private const int JobsAtOnce = 50;

    public IAsyncEnumerable<ExportCandidate> OfAsync(ExportOrder order, CancellationToken cancellationToken) => order.Ids is { } ids
        ? OfIdsAsync(order.Space, ids, cancellationToken)
        : OfFilterAsync(order.Filter!, cancellationToken);

    /// <returns>Those pictures, of these ids, that are stored and belong to the space, whatever else has become of them; by their ids.</returns>
    public async Task<Dictionary<string, FoundImage>> GetAsync(string space, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToHashSet();
        var owners = await jobs.GetManyAsync([.. ids.Select(ImageId.JobOf).OfType<string>().Distinct()], cancellationToken);
        return owners.Select(job => job.Body).Where(job => !job.IsVoid && job.Owner == space)
            .SelectMany(FoundImage.AllOf)
            .Where(found => wanted.Contains(found.Id))
            .ToDictionary(found => found.Id);
    }

    private async IAsyncEnumerable<ExportCandidate> OfIdsAsync(string space, IReadOnlyList<string> ids, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in ids.Chunk(PageSize))
        {
            var known = await GetAsync(space, page, cancellationToken);
            foreach (var id in page)
            {
                var found = known.GetValueOrDefault(id);
                var fault = found is null ? PictureFault.NotFound : ExportFilter.FaultOf(found.Job, found.Picture);
                yield return new ExportCandidate(id, fault is null ? found : null, fault);
            }
        }
    }

    private async IAsyncEnumerable<ExportCandidate> OfFilterAsync(ExportFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagePosition? after = null;
        do
        {
            var page = await filter.PageAsync(jobs, JobsAtOnce, after, cancellationToken);
            foreach (var found in page.Items.SelectMany(job => FoundImage.AllOf(job.Body)).Where(found => filter.Means(found.Job, found.Picture)))
                yield return new ExportCandidate(found.Id, found, Fault: null);
            after = page.Next;
        }
        while (after is not null);
    }
}
