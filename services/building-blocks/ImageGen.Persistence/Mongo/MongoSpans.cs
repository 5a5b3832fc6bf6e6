using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageGen.Persistence.Mongo;

/// <summary>
/// Pages of what has certain values of a field with many. DocumentDB sorts all that such an index finds, however few are asked for. So
/// they are looked for in spans of the order, from the near end on, that hold few enough to be put in order here.
/// </summary>
internal sealed class MongoSpans<T>(IMongoCollection<Envelope> documents, MongoFilters<T> filters, DocumentIndex index) where T : class
{
    /// <summary>The most that one span may hold; of larger pages twice the page.</summary>
    private const int Few = 100;
    private const int MostGrowth = 8;

    private readonly string field = index.Fields[0];
    private readonly string order = index.Fields[1];

    /// <returns>The rows of a page and one more, where there is one. What was deleted meanwhile has no place in the order.</returns>
    public async Task<List<(RawDocument Document, long? Order)>> PageAsync(PageQuery query, CancellationToken cancellationToken)
    {
        var wanted = query.Limit + 1;
        var few = Math.Max(Few, 2 * wanted);
        query = query with { Where = await RarestFirstAsync(query.Where, few, cancellationToken) };
        var heads = await HeadsAsync(query, few + 1, cancellationToken);
        if (heads.Count > few) heads = await NearestAsync(query, wanted, few, cancellationToken);
        var ids = InOrder(heads, query.Descending).Take(wanted).Select(head => head.Id).ToList();
        var found = (await documents.Find(MongoFilters<T>.AnyOf(ids)).ToListAsync(cancellationToken)).ToDictionary(document => document.Id);
        return ids.ConvertAll(id => found.TryGetValue(id, out var document)
            ? (document.Raw, document.Value(order) as long?)
            : (new RawDocument(id, 0, default), null));
    }

    /// <summary>Goes from span to span until there are enough. One that holds too many is halved, one after few or none is wider.</summary>
    private async Task<List<Head>> NearestAsync(PageQuery query, int wanted, int few, CancellationToken cancellationToken)
    {
        // The first of all documents, whatever their values: among them can not be too many.
        var all = query with { Where = [.. query.Where.Where(value => value.Field != field)], Limit = few };
        var first = await SortedAsync(all, few, cancellationToken);
        var last = await SortedAsync(all with { After = null, Descending = !query.Descending }, 1, cancellationToken);
        var found = new List<Head>();
        if (first.Count == 0 || last.Count == 0) return found;
        var (near, far, end) = (first[0].Order, first[^1].Order, last[0].Order);
        while (true)
        {
            var span = query with { From = Math.Min(near, far), To = Math.Max(near, far) };
            var heads = await HeadsAsync(span, few + 1, cancellationToken);
            if (heads.Count > few && near != far)
            {
                far = near + ((far - near) / 2);
                continue;
            }

            found.AddRange(heads.Count > few ? await SortedAsync(span, wanted, cancellationToken) : heads);
            if (found.Count >= wanted || (query.Descending ? far <= end : far >= end)) return found;
            var growth = heads.Count == 0 ? MostGrowth : Math.Clamp(2 * wanted / heads.Count, 1, MostGrowth);
            var width = (Math.Abs(far - near) + 1) * growth;
            near = query.Descending ? far - 1 : far + 1;
            far = query.Descending ? Math.Max(end, near - width) : Math.Min(end, near + width);
        }
    }

    private async Task<IReadOnlyList<FieldValue>> RarestFirstAsync(IReadOnlyList<FieldValue> where, int few, CancellationToken cancellationToken)
    {
        var asked = where.Where(value => value.Field == field).Distinct().ToArray();
        if (asked.Length > 1)
        {
            var counts = await Task.WhenAll(asked.Select(value => documents.CountDocumentsAsync(
                filters.Equal([value]), new CountOptions { Limit = few + 1 }, cancellationToken)));
            Array.Sort(counts, asked);
        }

        return [.. asked, .. where.Where(value => value.Field != field)];
    }

    private Task<List<Head>> HeadsAsync(PageQuery query, int limit, CancellationToken cancellationToken) =>
        HeadsAsync(documents.Find(filters.Page(query, field)).Limit(limit), cancellationToken);

    private Task<List<Head>> SortedAsync(PageQuery query, int limit, CancellationToken cancellationToken) =>
        HeadsAsync(documents.Find(filters.Page(query, LeadOf(query))).Sort(filters.Order(order, query.Descending)).Limit(limit), cancellationToken);

    private string? LeadOf(PageQuery query) => query.Where.Any(value => value.Field == field) ? field : null;

    private async Task<List<Head>> HeadsAsync(IFindFluent<Envelope, Envelope> found, CancellationToken cancellationToken) =>
        (await found.Project<BsonDocument>(new BsonDocument(order, 1)).ToListAsync(cancellationToken))
            .ConvertAll(head => new Head(EnvelopeSerializer.TextOf(head["_id"]), head[order].ToInt64()));

    private static IEnumerable<Head> InOrder(List<Head> heads, bool descending) => descending
        ? heads.OrderByDescending(head => head.Order).ThenByDescending(head => head.Id, StringComparer.Ordinal)
        : heads.OrderBy(head => head.Order).ThenBy(head => head.Id, StringComparer.Ordinal);

    private readonly record struct Head(string Id, long Order);
}
