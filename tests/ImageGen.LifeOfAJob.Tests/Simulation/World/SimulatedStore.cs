using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageGen.Jobs.Domain;
using ImageGen.LifeOfAJob.Tests.Simulation.Witnesses;
using ImageGen.Persistence;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>A collection, whatever its documents are.</summary>
internal interface ISimulatedStore
{
    string Name { get; }

    /// <returns>The earliest value of the field; null where no document has one.</returns>
    long? Earliest(string field);

    IReadOnlyList<string> Ids { get; }

    /// <summary>Keeps what is stored now, as a backup does.</summary>
    /// <returns>Brings it back.</returns>
    Action Backup();

    /// <summary>Nobody can read this document until it is repaired: a repair by hand, a version that is not here yet.</summary>
    void Spoil(string id);

    void Repair();

    /// <summary>Another version has written something into this document that nobody here knows.</summary>
    void Enrich(string id);
}

/// <summary>
/// One collection with exactly the promises of <see cref="IDocuments{T}"/>. Bodies are kept as JSON and read once per write, so what
/// cannot be written or read is seen at once. Every operation is one indivisible effect; when it happens is the scheduler's business.
/// </summary>
internal sealed class SimulatedStore<T>(Life life, DocumentModel<T> model) : ISimulatedStore where T : class
{
    private const string OthersMember = "fromAnotherVersion";

    private readonly Dictionary<string, long?> earliest = [];
    private SortedDictionary<string, Row> rows = new(StringComparer.Ordinal);

    /// <summary>Told of each write: the body before and the body after it.</summary>
    public Action<T?, T?>? Watch { get; set; }

    public string Name { get; } = model.Collection;

    /// <summary>As last written, for looking at; never given to a handler.</summary>
    public IEnumerable<T> All => rows.Values.Select(row => row.Body);

    public IReadOnlyList<string> Ids => [.. rows.Keys];

    public string IdOf(T body) => model.Id(body);

    public T? Peek(string id) => rows.GetValueOrDefault(id)?.Body;

    /// <returns>What the document is found by; null where it has no such value.</returns>
    public long? FieldOf(string id, string field) => rows.TryGetValue(id, out var row) ? (long?)row.Fields[IndexOf(field)] : null;

    /// <summary>How many writes made this document what it is.</summary>
    public long WritesTo(string id) => rows[id].Version;

    public long? Earliest(string field)
    {
        if (earliest.TryGetValue(field, out var known))
            return known;
        var index = IndexOf(field);
        long? first = null;
        foreach (var row in rows.Values)
        {
            if (row.Fields[index] is long value && !(value >= first))
                first = value;
        }

        return earliest[field] = first;
    }

    public Action Backup()
    {
        var kept = rows.Values.Select(row => row.Copy()).ToList();
        return () =>
        {
            rows = new SortedDictionary<string, Row>(kept.ToDictionary(row => row.Id), StringComparer.Ordinal);
            Changed();
        };
    }

    public void Spoil(string id) => rows[id].IsUnreadable = true;

    public void Repair()
    {
        foreach (var row in rows.Values)
            row.IsUnreadable = false;
    }

    public void Enrich(string id)
    {
        var old = rows[id];
        var json = JsonNode.Parse(old.Json)!.AsObject();
        json[OthersMember] = new JsonObject { ["kept"] = true };
        rows[id] = Row.Of(id, old.Version + 1, JsonSerializer.SerializeToUtf8Bytes(json), old.Fields, model.Json);
    }

    public Stored<T>? Get(string id) => rows.TryGetValue(id, out var row) ? Read(row) : null;

    public IReadOnlyList<Stored<T>> GetMany(IReadOnlyCollection<string> ids) =>
        ReadAll(rows.Values.Where(row => ids.Contains(row.Id)));

    public Stored<T>? Insert(T body)
    {
        var row = Write(model.Id(body), version: 1, body);
        if (rows.ContainsKey(row.Id) || IsTaken(row))
            return null;
        rows.Add(row.Id, row);
        Changed();
        Watch?.Invoke(null, row.Body);
        return Read(row);
    }

    public Stored<T>? Replace(Stored<T> seen, T next)
    {
        if (model.Id(next) != seen.Id)
            throw new ArgumentException($"{seen.Id} can't be replaced by {model.Id(next)}.", nameof(next));
        if (!rows.TryGetValue(seen.Id, out var old) || old.Version != seen.Version)
            return null;
        var row = Write(seen.Id, old.Version + 1, next);
        if (IsTaken(row))
            throw new DocumentKeyTakenException(Name, seen.Id, new InvalidOperationException("The simulation has checked."));
        rows[seen.Id] = row;
        Changed();
        // Of what has gone for good nothing is kept, whoever wrote it.
        if (Has(old, OthersMember) && !Has(row, OthersMember) && row.Body is not Job { Purge.DoneAt: not null })
            life.Witness.Violate(Invariant.OthersMembersStay, $"what another version wrote into {seen.Id} of {Name} is gone");
        Watch?.Invoke(old.Body, row.Body);
        return new Stored<T>(row.Id, row.Version, row.Body);
    }

    public bool Delete(Stored<T> seen)
    {
        if (!rows.TryGetValue(seen.Id, out var old) || old.Version != seen.Version)
            return false;
        rows.Remove(seen.Id);
        Changed();
        Watch?.Invoke(old.Body, null);
        return true;
    }

    public bool HasDue(DueClaim claim) =>
        Earliest(claim.DueField) <= claim.Now && rows.Values.Any(row => IsDue(row, IndexOf(claim.DueField), claim));

    public IReadOnlyList<Stored<T>> ClaimDue(DueClaim claim)
    {
        var (due, order) = (IndexOf(claim.DueField), IndexOf(claim.OrderBy ?? claim.DueField));
        while (true)
        {
            var claimed = rows.Values.Where(row => IsDue(row, due, claim))
                .OrderBy(row => (long?)row.Fields[order]).ThenBy(row => row.Id, StringComparer.Ordinal).Take(claim.Limit).ToList();
            foreach (var row in claimed)
            {
                row.Version++;
                row.Fields[due] = IsSkipped(row) ? Math.Max(claim.Until, claim.Now + DocumentReader<T>.SetAsideFor) : claim.Until;
            }

            if (claimed.Count > 0)
                Changed();
            if (claimed.Count == 0 || !claimed.All(IsSkipped))
                return ReadAll(claimed);
        }
    }

    public DocumentPage<T> Page(PageQuery query)
    {
        var order = IndexOf(query.OrderBy);
        var found = rows.Values
            .Where(row => Matches(row, query.Where) && row.Fields[order] is long value && !(value < query.From) && !(value > query.To))
            .Select(row => (Row: row, Order: (long)row.Fields[order]!))
            .OrderBy(found => found.Order).ThenBy(found => found.Row.Id, StringComparer.Ordinal);
        var ordered = query.Descending ? found.Reverse() : found;
        if (query.After is { } after)
        {
            ordered = ordered.Where(found => (found.Order.CompareTo(after.Order), string.CompareOrdinal(found.Row.Id, after.Id)) switch
            {
                (0, var byId) => query.Descending ? byId < 0 : byId > 0,
                var (byOrder, _) => query.Descending ? byOrder < 0 : byOrder > 0,
            });
        }

        var page = ordered.Where(found => !IsSkipped(found.Row)).Take(query.Limit + 1).ToList();
        var items = ReadAll(page.Take(query.Limit).Select(found => found.Row));
        return new DocumentPage<T>(items, page.Count > query.Limit ? new PagePosition(page[query.Limit - 1].Order, items[^1].Id) : null);
    }

    public long CountOf(IReadOnlyList<FieldValue> where, int limit) => rows.Values.Where(row => Matches(row, where)).Take(limit).LongCount();

    public bool HasOlder(string field, long cutoff) => Earliest(field) < cutoff;

    public int DeleteOlderThan(string field, long cutoff, int limit)
    {
        var index = IndexOf(field);
        var old = rows.Values.Where(row => row.Fields[index] is long value && value < cutoff).Take(limit).ToList();
        foreach (var row in old)
        {
            rows.Remove(row.Id);
            Watch?.Invoke(row.Body, null);
        }

        Changed();
        return old.Count;
    }

    private Row Write(string id, long version, T body) =>
        Row.Of(id, version, JsonSerializer.SerializeToUtf8Bytes(body, model.Json), [.. model.Fields.Select(field => field.Value(body))], model.Json);

    private Stored<T> Read(Row row) => row.IsUnreadable
        ? throw new UnreadableDocumentException(Name, row.Id, new JsonException("As another version writes it, or a hand."))
        : new Stored<T>(row.Id, row.Version, row.Body);

    private IReadOnlyList<Stored<T>> ReadAll(IEnumerable<Row> found) => [.. found.Where(row => !IsSkipped(row)).Select(Read)];

    /// <summary>It costs only itself.</summary>
    private bool IsSkipped(Row row) => row.IsUnreadable && life.Plan.Flaw?.SkipsUnreadable != false;

    private static bool Has(Row row, string member) => row.Json.AsSpan().IndexOf(Encoding.UTF8.GetBytes(member)) >= 0;

    private void Changed()
    {
        earliest.Clear();
        life.Rests.Changed();
    }

    private bool IsDue(Row row, int due, DueClaim claim) => row.Fields[due] is long at && at <= claim.Now && Matches(row, claim.Where);

    private bool IsTaken(Row row) => model.Indexes.Any(index => index.Unique
        && row.Fields[IndexOf(index.Fields[0])] is { } value
        && rows.Values.Any(other => other.Id != row.Id && value.Equals(other.Fields[IndexOf(index.Fields[0])])));

    private bool Matches(Row row, IReadOnlyList<FieldValue> where)
    {
        foreach (var field in where)
        {
            var has = row.Fields[IndexOf(field.Field)];
            if (!(has is long[] many ? many.Contains((long)field.Value!) : Equals(field.Value, has)))
                return false;
        }

        return true;
    }

    private int IndexOf(string field)
    {
        for (var i = 0; i < model.Fields.Count; i++)
        {
            if (model.Fields[i].Name == field)
                return i;
        }

        throw new ArgumentException($"{Name} declares no field {field}.", nameof(field));
    }

    private sealed class Row
    {
        public required string Id { get; init; }

        public required long Version { get; set; }

        public required byte[] Json { get; init; }

        public required object?[] Fields { get; init; }

        public required T Body { get; init; }

        public bool IsUnreadable { get; set; }

        public static Row Of(string id, long version, byte[] json, object?[] fields, JsonSerializerOptions options) =>
            new() { Id = id, Version = version, Json = json, Fields = fields, Body = JsonSerializer.Deserialize<T>(json, options)! };

        public Row Copy() => new() { Id = Id, Version = Version, Json = Json, Fields = [.. Fields], Body = Body };
    }
}
