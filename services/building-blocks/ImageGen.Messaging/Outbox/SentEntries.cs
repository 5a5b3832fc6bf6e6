namespace ImageGen.Messaging.Outbox;

/// <summary>
/// What this process has sent lately. An entry that is still in some version of its document, because the removal lost a race
/// or has not happened yet, is not sent again. Forgetting one costs a second message, which is harmless.
/// </summary>
internal sealed class SentEntries
{
    private const int Capacity = 16_384;

    private readonly Lock gate = new();
    private readonly HashSet<Guid> ids = [];
    private readonly Queue<Guid> oldestFirst = [];

    public void Add(Guid id)
    {
        lock (gate)
        {
            if (!ids.Add(id))
            {
                return;
            }

            oldestFirst.Enqueue(id);
            if (oldestFirst.Count > Capacity)
            {
                ids.Remove(oldestFirst.Dequeue());
            }
        }
    }

    public bool Contains(Guid id)
    {
        lock (gate)
        {
            return ids.Contains(id);
        }
    }
}
