using ImageGen.Messaging.Outbox;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageGen.Messaging.Tests.Outbox;

/// <summary>One process at work on the documents. What it has in memory goes with it; its store and broker stay.</summary>
internal sealed class Replica
{
    private readonly OutboxQueue<Parcel> queue = new();

    public Replica(IDocuments<Parcel> store, RecordingPublisher broker, TimeProvider time)
    {
        Documents = new CountingDocuments(store);
        Outbox = new DocumentOutbox<Parcel>(Documents, broker, queue, time);
        Dispatcher = new OutboxDispatcher<Parcel>(Documents, broker, queue, time, NullLogger<OutboxDispatcher<Parcel>>.Instance);
    }

    public CountingDocuments Documents { get; }

    public IOutbox<Parcel> Outbox { get; }

    public OutboxDispatcher<Parcel> Dispatcher { get; }

    public OutboxQueue<Parcel> Queue => queue;

    /// <summary>Sends what was handed over until now, one document after the other.</summary>
    public async Task DrainAsync()
    {
        while (queue.TryRead(out var stored)) await Dispatcher.DispatchAsync(stored, CancellationToken.None);
    }

    public Task<int> SweepAsync(bool ignoreLeases = false) => Dispatcher.SweepAsync(CancellationToken.None, ignoreLeases);

    public async Task<Stored<Parcel>> InsertAsync(Parcel parcel) => (await Outbox.InsertAsync(parcel, CancellationToken.None))!;

    public Task<Stored<Parcel>?> ReplaceAsync(Stored<Parcel> seen, Parcel next) => Outbox.ReplaceAsync(seen, next, CancellationToken.None);

    public async Task<Stored<Parcel>> GetAsync(string id) => (await Documents.GetAsync(id, CancellationToken.None))!;
}
