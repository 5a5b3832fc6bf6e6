using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using ImageGen.Persistence;

namespace ImageGen.Messaging.Outbox;

/// <summary>
/// Saved documents on their way to the dispatcher of the same process. A document is here at most once, in its newest version,
/// and is sent by one at a time: whoever is sending it takes a newer version over. What does not fit is found by the sweep.
/// </summary>
public sealed class OutboxQueue<T> where T : class, IOutboxDocument<T>
{
    private const int Capacity = 10_000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Slot> slots = [];
    private readonly Channel<string> waiting = Channel.CreateUnbounded<string>();

    internal SentEntries Sent { get; } = new();

    /// <summary>How many documents wait or are being sent.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return slots.Count;
            }
        }
    }

    public void Offer(Stored<T> stored)
    {
        lock (gate)
        {
            if (slots.TryGetValue(stored.Id, out var slot))
            {
                slot.See(stored);
            }
            else if (slots.Count < Capacity && waiting.Writer.TryWrite(stored.Id))
            {
                slots.Add(stored.Id, new Slot(stored));
            }
        }
    }

    /// <summary>The next document that waits. It stays in the queue until somebody begins with it.</summary>
    public bool TryRead([NotNullWhen(true)] out Stored<T>? stored)
    {
        while (waiting.Reader.TryRead(out var id))
        {
            lock (gate)
            {
                if (slots.TryGetValue(id, out var slot) && !slot.Sending)
                {
                    stored = slot.Newest;
                    return true;
                }
            }
        }

        stored = null;
        return false;
    }

    /// <summary>Documents as they come, until <see cref="Complete"/>.</summary>
    public async IAsyncEnumerable<Stored<T>> ReadAllAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            while (TryRead(out var stored))
            {
                yield return stored;
            }
        }
    }

    /// <summary>Takes no more documents; those that wait are still read.</summary>
    public void Complete() => waiting.Writer.TryComplete();

    /// <returns>False where somebody is sending this document already, who will take this version over.</returns>
    internal bool TryBegin(Stored<T> stored, out Stored<T> newest)
    {
        lock (gate)
        {
            if (!slots.TryGetValue(stored.Id, out var slot))
            {
                slots.Add(stored.Id, slot = new Slot(stored));
            }

            slot.See(stored);
            newest = slot.Newest;
            if (slot.Sending)
            {
                return false;
            }

            return slot.Sending = true;
        }
    }

    /// <summary>A version that was saved since <paramref name="seen"/>.</summary>
    internal Stored<T>? NewerThan(Stored<T> seen)
    {
        lock (gate)
        {
            return slots[seen.Id].Newest is var newest && newest.Version > seen.Version ? newest : null;
        }
    }

    /// <returns>False where a newer version has come: go on with that.</returns>
    internal bool TryEnd(Stored<T> seen)
    {
        lock (gate)
        {
            return slots[seen.Id].Newest.Version <= seen.Version && slots.Remove(seen.Id);
        }
    }

    /// <summary>Gives up; a newer version that came meanwhile waits again.</summary>
    internal void Abandon(Stored<T> begun)
    {
        lock (gate)
        {
            if (slots.Remove(begun.Id, out var slot) && slot.Newest.Version > begun.Version && waiting.Writer.TryWrite(begun.Id))
            {
                slots.Add(begun.Id, new Slot(slot.Newest));
            }
        }
    }

    private sealed class Slot(Stored<T> first)
    {
        public Stored<T> Newest { get; private set; } = first;

        public bool Sending { get; set; }

        public void See(Stored<T> stored) => Newest = stored.Version > Newest.Version ? stored : Newest;
    }
}
