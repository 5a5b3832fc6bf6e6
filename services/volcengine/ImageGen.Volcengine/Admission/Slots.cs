using ImageGen.Persistence;

namespace ImageGen.Volcengine.Admission;

/// <summary>Takes slots and gives them back, one guarded write each.</summary>
internal sealed class Slots(IDocuments<Slot> documents, TimeProvider time)
{
    /// <summary>
    /// Between taking a slot and writing the intent there is at most a question whether the provider is back: after so long, in milliseconds,
    /// an absent holder has died, or has lost its place when the slot is freed.
    /// </summary>
    public const long FirstCheck = 90_000;

    private const int MostTries = 50;

    /// <returns>How many of an account's slots for a model are taken.</returns>
    public async Task<int> TakenAsync(string credentialId, string model, int limit, CancellationToken cancellationToken) =>
        (await ReadAsync(credentialId, model, limit, cancellationToken)).Values.Count(slot => slot.Body.IsTaken);

    /// <param name="usable">How many may be taken now, at most <paramref name="limit"/>.</param>
    /// <returns>The slot's id, or null where all that may be taken are.</returns>
    public async Task<string?> TakeAsync(
        string credentialId, string model, int limit, int usable, string taskId, string submitId, CancellationToken cancellationToken)
    {
        var absent = new HashSet<string>();
        for (var tries = 0; tries < MostTries; tries++)
        {
            var slots = await ReadAsync(credentialId, model, limit, cancellationToken);
            // What can neither be written anew nor be found is there and can not be read: whoever holds it, it is not free.
            absent.ExceptWith(slots.Keys);
            if (slots.Values.Count(slot => slot.Body.IsTaken) + absent.Count >= usable)
                return null;
            // All replicas try for the lowest, so that two who are after the last usable place meet at the same document.
            var id = Ids(credentialId, model, limit).First(id => !absent.Contains(id) && (!slots.TryGetValue(id, out var slot) || !slot.Body.IsTaken));
            var now = time.UnixMilliseconds();
            var taken = new Slot { Id = id, TaskId = taskId, SubmitId = submitId, Model = model, TakenAt = now, CheckAt = now + FirstCheck };
            var free = slots.GetValueOrDefault(id);
            if (await WriteAsync(free, taken) is not null)
                return id;
            if (free is null)
                absent.Add(id);
        }

        return null;
    }

    /// <summary>
    /// Can not be cancelled, and gives the slot back where the answer was lost: a slot that was taken unnoticed would stay taken until the
    /// janitor comes.
    /// </summary>
    private async Task<Stored<Slot>?> WriteAsync(Stored<Slot>? free, Slot taken)
    {
        try
        {
            return free is null
                ? await documents.InsertAsync(taken, CancellationToken.None)
                : await documents.ReplaceAsync(free, taken, CancellationToken.None);
        }
        catch
        {
            await FreeAsync(taken.Id, taken.SubmitId!, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Does nothing where the slot is another's by now.</summary>
    public Task FreeAsync(string id, string submitId, CancellationToken cancellationToken) =>
        documents.ChangeAsync(id, slot => slot.SubmitId == submitId ? new Slot { Id = id } : slot, cancellationToken);

    /// <returns>The taken slots whose holder is to be looked at. Nobody else gets them for <paramref name="lease"/> milliseconds.</returns>
    public Task<IReadOnlyList<Stored<Slot>>> ClaimDueAsync(long lease, int most, CancellationToken cancellationToken)
    {
        var now = time.UnixMilliseconds();
        return documents.ClaimDueAsync(new DueClaim(Slot.CheckAtField, now, now + lease, most), cancellationToken);
    }

    private async Task<Dictionary<string, Stored<Slot>>> ReadAsync(
        string credentialId, string model, int limit, CancellationToken cancellationToken) =>
        (await documents.GetManyAsync([.. Ids(credentialId, model, limit)], cancellationToken)).ToDictionary(slot => slot.Id);

    private static IEnumerable<string> Ids(string credentialId, string model, int limit) =>
        Enumerable.Range(0, limit).Select(number => Slot.IdOf(credentialId, model, number));
}
