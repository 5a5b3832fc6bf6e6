using System.Text.Json;
using ImageGen.Persistence.Unreadable;

namespace ImageGen.Persistence;

/// <summary>
/// Turns what a store holds into documents, for both stores. One that can not be read costs only itself: it is left out of what was
/// asked for, and noticed.
/// </summary>
/// <param name="unreadable">Null where nobody is to hear of it.</param>
internal sealed class DocumentReader<T>(DocumentModel<T> model, UnreadableDocuments? unreadable = null) where T : class
{
    /// <summary>So long a claimed document that this version can not read is left to one that can, in milliseconds.</summary>
    public const long SetAsideFor = 600_000;

    /// <summary>Bounds how many unreadable documents one call gets past.</summary>
    private const int MostRounds = 16;

    /// <exception cref="UnreadableDocumentException">And it has been noticed.</exception>
    public Stored<T> Read(RawDocument document) =>
        Try(document, read => read, out var error) ?? throw new UnreadableDocumentException(model.Collection, document.Id, error!);

    public IReadOnlyList<Stored<T>> ReadAll(IEnumerable<RawDocument> documents) =>
        [.. documents.Select(document => Try(document, read => read, out _)).OfType<Stored<T>>()];

    /// <returns>The values of all declared fields, in their order; null where the document can not say them.</returns>
    public IReadOnlyList<object?>? TryReadFields(RawDocument document) =>
        Try(document, read => model.Fields.Select(field => field.Value(read.Body)).ToList(), out _);

    /// <summary>
    /// Claims until something readable was claimed or nothing is due. What can not be read is pushed far away: it does not come back
    /// with the next claim, and a newer version has the time to take it.
    /// </summary>
    /// <param name="take">Claims once.</param>
    /// <param name="push">Pushes the due field of claimed documents to a later time.</param>
    public async Task<IReadOnlyList<Stored<T>>> ClaimAsync(
        DueClaim claim, Func<Task<List<RawDocument>>> take, Func<IReadOnlyList<RawDocument>, long, Task> push)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var taken = await take();
            var read = ReadAll(taken);
            if (read.Count < taken.Count) await SetAsideAsync(claim, taken, read, push);
            if (read.Count > 0 || taken.Count == 0) return read;
        }

        return [];
    }

    /// <summary>Fills a page: behind one that can not be read it goes on with the next.</summary>
    /// <param name="fetch">The rows of a query and one more, where there is one, each with the value of the order field.</param>
    public async Task<DocumentPage<T>> PageAsync(PageQuery query, Func<PageQuery, Task<List<(RawDocument Document, long? Order)>>> fetch)
    {
        var items = new List<Stored<T>>();
        for (var (left, round) = (query, 0); ; round++)
        {
            var rows = await fetch(left);
            var here = rows.Take(left.Limit).ToList();
            // Whoever has lost the field since the store found it is not listed; the store may still return it.
            items.AddRange(ReadAll(here.Where(row => row.Order is not null).Select(row => row.Document)));
            if (rows.Count <= left.Limit) return new DocumentPage<T>(items, null);
            var place = here.FindLast(row => row.Order is not null) is { Order: { } order } last ? new PagePosition(order, last.Document.Id) : left.After;
            if (items.Count == query.Limit || round == MostRounds) return new DocumentPage<T>(items, place);
            left = left with { After = place, Limit = query.Limit - items.Count };
        }
    }

    private TResult? Try<TResult>(RawDocument document, Func<Stored<T>, TResult> use, out Exception? error) where TResult : class
    {
        try
        {
            error = document.Fault;
            if (error is null)
            {
                var body = JsonSerializer.Deserialize<T>(document.Body.Span, model.Json) ?? throw new JsonException("The body is null.");
                if (model.Id(body) is var id && id != document.Id) throw new JsonException($"The body is that of {id}.");
                return use(new Stored<T>(document.Id, document.Version, body));
            }
        }
        catch (Exception caught)
        {
            // Whatever a damaged body leads to, it is that document's fault.
            error = caught;
        }

        unreadable?.Notice(model.Collection, document.Id, error);
        return null;
    }

    private static async Task SetAsideAsync(
        DueClaim claim, List<RawDocument> taken, IReadOnlyList<Stored<T>> read, Func<IReadOnlyList<RawDocument>, long, Task> push)
    {
        var good = read.Select(document => document.Id).ToHashSet();
        try
        {
            await push([.. taken.Where(document => !good.Contains(document.Id))], Math.Max(claim.Until, claim.Now + SetAsideFor));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Then it comes back when the claim has passed. What else was claimed is worth more.
        }
    }
}
