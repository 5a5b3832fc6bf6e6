using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;

namespace ImageGen.Jobs.Quotas;

/// <summary>
/// Writes ledgers. While one write of a ledger is under way others wait, and then all of them go with the next one: a hundred requests of one
/// user at once are a few writes. Between processes the document's version decides, and who has lost decides again.
/// </summary>
internal sealed class LedgerWrites(IDocuments<Ledger> documents, IOutbox<Ledger> outbox)
{
    /// <summary>So many ledgers are remembered as they were last seen; what is remembered wrongly costs a second try.</summary>
    private const int MostRemembered = 1_000;

    /// <summary>Each lost round is one that another process has won.</summary>
    private const int MostRounds = DocumentChanges.MostRounds;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = [];

    /// <summary>Makes a decision about a ledger, and returns when it is written.</summary>
    /// <param name="fresh">Begins a ledger that there is not; with null nothing is written there.</param>
    /// <param name="rule">As in <see cref="LedgerRules"/>; may run several times, and what it says besides holds for the last one.</param>
    /// <exception cref="DocumentContendedException">Other processes were faster each time.</exception>
    /// <remarks>Nobody's cancellation ends it: others wait for the same write.</remarks>
    public async Task ChangeAsync(string id, Func<Ledger>? fresh, Func<Ledger, Ledger> rule)
    {
        var change = new Change(rule);
        if (Join(id, fresh, change) is { } lane)
            _ = WriteAllAsync(lane);
        await change.Written.Task;
    }

    /// <returns>The lane, where nobody is at work on it; null where somebody takes the change along.</returns>
    private Lane? Join(string id, Func<Ledger>? fresh, Change change)
    {
        lock (gate)
        {
            var lane = LaneOf(id);
            lane.Fresh ??= fresh;
            lane.Waiting.Add(change);
            if (lane.IsBusy)
                return null;
            lane.IsBusy = true;
            return lane;
        }
    }

    private Lane LaneOf(string id)
    {
        if (lanes.TryGetValue(id, out var lane))
            return lane;
        if (lanes.Count >= MostRemembered)
        {
            foreach (var idle in lanes.Values.Where(other => !other.IsBusy).ToList())
                lanes.Remove(idle.Id);
        }

        return lanes[id] = new Lane(id);
    }

    private async Task WriteAllAsync(Lane lane)
    {
        while (Next(lane) is { } batch)
        {
            try
            {
                await WriteAsync(lane, batch);
                batch.ForEach(change => change.Written.TrySetResult());
            }
            catch (Exception error)
            {
                lane.Seen = null;
                batch.ForEach(change => change.Written.TrySetException(error));
            }
        }
    }

    private List<Change>? Next(Lane lane)
    {
        lock (gate)
        {
            if (lane.Waiting.Count == 0)
            {
                lane.IsBusy = false;
                return null;
            }

            var batch = lane.Waiting;
            lane.Waiting = [];
            return batch;
        }
    }

    private async Task WriteAsync(Lane lane, List<Change> batch)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            // What was decided about a remembered ledger is proved by its write; that there is nothing to write is not.
            if (lane.Seen is null || !ChangesAll(lane.Seen.Body, batch, out var next))
            {
                lane.Seen = await documents.GetAsync(lane.Id, CancellationToken.None);
                if ((lane.Seen?.Body ?? lane.Fresh?.Invoke()) is not { } body)
                    return;
                next = batch.Aggregate(body, (ledger, change) => change.Rule(ledger));
                if (ReferenceEquals(next, body))
                    return;
            }

            lane.Seen = lane.Seen is { } seen
                ? await outbox.ReplaceAsync(seen, next, CancellationToken.None)
                : await outbox.InsertAsync(next, CancellationToken.None);
            if (lane.Seen is not null)
                return;
        }

        throw new DocumentContendedException(lane.Id, MostRounds);
    }

    private static bool ChangesAll(Ledger ledger, List<Change> batch, out Ledger next)
    {
        next = ledger;
        foreach (var change in batch)
        {
            var before = next;
            next = change.Rule(before);
            if (ReferenceEquals(next, before))
                return false;
        }

        return true;
    }

    private sealed class Lane(string id)
    {
        public string Id => id;

        public Func<Ledger>? Fresh { get; set; }

        public List<Change> Waiting { get; set; } = [];

        public bool IsBusy { get; set; }

        public Stored<Ledger>? Seen { get; set; }
    }

    private sealed record Change(Func<Ledger, Ledger> Rule)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
