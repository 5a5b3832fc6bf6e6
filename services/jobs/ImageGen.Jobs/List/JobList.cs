using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.List;

/// <summary>Pages of jobs by a filter.</summary>
internal sealed class JobList(IDocuments<Job> jobs)
{
    /// <summary>Bounds how much of what is found is not meant; behind it the caller asks on.</summary>
    private const int MostRounds = 8;

    public async Task<DocumentPage<Job>> PageAsync(JobFilter filter, int limit, PagePosition? after, CancellationToken cancellationToken)
    {
        var meant = new List<Stored<Job>>();
        for (var round = 1; ; round++)
        {
            var found = await jobs.PageAsync(filter.Page(limit - meant.Count, after), cancellationToken);
            meant.AddRange(found.Items.Where(item => filter.Means(item.Body)));
            if (found.Next is null || meant.Count == limit || round == MostRounds)
                return new DocumentPage<Job>(meant, found.Next);
            after = found.Next;
        }
    }
}
