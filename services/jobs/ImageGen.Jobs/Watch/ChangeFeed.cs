using System.Runtime.CompilerServices;
using ImageGen.Jobs.Domain;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Watch;

/// <summary>What a stream reads from the store: there is no log of events, only jobs and when each last changed.</summary>
internal sealed class ChangeFeed(IDocuments<Job> jobs)
{
    private const int PageSize = 200;

    /// <summary>How far clocks of different processes, and the time between a write's decision and its commit, may mislead us; in milliseconds.</summary>
    public const long Overlap = 60_000;

    /// <summary>The owner's jobs that changed after the cursor, or shortly before it.</summary>
    public IAsyncEnumerable<Job> SinceAsync(string owner, long cursor, CancellationToken cancellationToken) =>
        ReadAsync([new(JobFields.Owner, owner)], cursor - Overlap, cancellationToken);

    /// <summary>The owner's jobs that have not ended.</summary>
    public IAsyncEnumerable<Job> OpenAsync(string owner, CancellationToken cancellationToken) =>
        ReadAsync([new(JobFields.Owner, owner), new(JobFields.Open, 1L)], from: null, cancellationToken);

    public async Task<Job?> OneAsync(string id, CancellationToken cancellationToken) => (await jobs.GetAsync(id, cancellationToken))?.Body is { IsThere: true } job ? job : null;

    private async IAsyncEnumerable<Job> ReadAsync(FieldValue[] where, long? from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagePosition? place = null;
        do
        {
            var page = await jobs.PageAsync(
                new PageQuery { OrderBy = JobFields.ChangedAt, Descending = false, Where = where, From = from, After = place, Limit = PageSize }, cancellationToken);
            foreach (var item in page.Items)
                yield return item.Body;
            place = page.Next;
        }
        while (place is not null);
    }
}
