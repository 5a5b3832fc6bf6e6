using ImageGen.Messaging;
using ImageGen.Persistence;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>The real outbox of one kind of document in one process.</summary>
internal sealed class Outlet<T> where T : class, IOutboxDocument<T>
{
    private readonly OutboxQueue<T> queue = new();
    private readonly OutboxDispatcher<T> dispatcher;
    private readonly SimulatedStore<T> store;
    private readonly SimulatedProcess process;
    private readonly Life life;
    private readonly Func<string, T?, T, T?>? seam;
    private Stored<T>? waiting;

    public Outlet(Life life, SimulatedProcess process, SimulatedStore<T> store, Func<string, T?, T, T?>? seam)
    {
        (this.life, this.process, this.store, this.seam) = (life, process, store, seam);
        dispatcher = new OutboxDispatcher<T>(
            Documents("outbox"), new SimulatedPublisher(life, process, "outbox"), queue, process.Time, NullLogger<OutboxDispatcher<T>>.Instance);
    }

    public SimulatedDocuments<T> Documents(string flow) => new(store, process, flow, seam, body => body.WithOutbox([], due: null));

    public Outbox<T> Outbox(string flow) => new(Documents(flow), queue, process.Time);

    public IEnumerable<Loop> Loops()
    {
        yield return new Loop("dispatch", () => (waiting ??= Next()) is not null, DispatchAsync, Shared: true);
        yield return new Loop("sweep", () => store.Earliest(IOutboxDocument<T>.DueField) <= life.Clock.Now, () => dispatcher.SweepAsync(CancellationToken.None));
    }

    private Stored<T>? Next() => queue.TryRead(out var stored) ? stored : null;

    private Task DispatchAsync()
    {
        var next = waiting!;
        waiting = null;
        return dispatcher.DispatchAsync(next, CancellationToken.None);
    }
}
