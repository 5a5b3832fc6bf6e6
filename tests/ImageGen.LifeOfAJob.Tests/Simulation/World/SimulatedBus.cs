using System.Reflection;
using ImageGen.Contracts;
using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using MassTransit;

namespace ImageGen.LifeOfAJob.Tests.Simulation.World;

/// <summary>The broker: each message waits in its queue for a moment or for long, in any order. A failed one comes again, a few times.</summary>
internal sealed class SimulatedBus
{
    /// <summary>As the policy of the real queues says.</summary>
    private static readonly long[] Retries = [100, 500, 2_000];

    private readonly Life life;
    private readonly Dictionary<string, List<ConsumerOf>> consumers;
    private readonly List<Message> waiting = [];

    public SimulatedBus(Life life, IEnumerable<Roles> roles)
    {
        this.life = life;
        consumers = roles.SelectMany(each => Blueprint.Of(each).Consumers).DistinctBy(consumer => (consumer.Consumer, consumer.Message))
            .GroupBy(consumer => consumer.Message.Name).ToDictionary(same => same.Key, same => same.ToList());
    }

    /// <summary>How many messages were put into queues so far.</summary>
    public int Published { get; private set; }

    /// <summary>Whether one waits, or will come again.</summary>
    public bool IsEmpty => waiting.Count == 0;

    public void Publish(SimulatedProcess by, OutboxEntry entry)
    {
        life.Witness.Published(by, entry);
        foreach (var consumer in (consumers.GetValueOrDefault(entry.Type) ?? []).Where(consumer => consumer is { OfFaults: false, IsFanOut: false }))
        {
            var message = new Message(++Published, consumer, entry);
            var fate = life.FateOf(message);
            if (fate != MessageFate.Delivered)
                life.Trace.Add($"       {fate} {message}");
            if (fate == MessageFate.Dropped)
                continue;
            Put(message, life.Latency.OfBroker());
            if (fate == MessageFate.Doubled)
                Put(new Message(message.Number, consumer, entry), life.DelayOfDouble());
        }
    }

    /// <summary>Every process that is up hears it, or nobody does.</summary>
    public void Hint(object message)
    {
        // What is said again and again was said a while ago: see who listens.
        var latency = life.Pass is { OnlyRepeats: true } ? 1 : life.Latency.OfBroker();
        foreach (var consumer in consumers.GetValueOrDefault(message.GetType().Name) ?? [])
        {
            foreach (var process in life.Processes.Where(process => process.IsConsuming && process.Blueprint.Consumers.Contains(consumer)))
                life.Scheduler.After(latency, () => process.Hear(message, consumer), process);
        }
    }

    /// <summary>Puts a message into its queue again, as an operator does with an old one.</summary>
    public void Replay(Message message) => Put(new Message(message.Number, message.Consumer, message.Entry), 0);

    /// <summary>Who puts back a backup empties the queues: they speak of what it does not have.</summary>
    public void Forget() => waiting.Clear();

    /// <summary>Their consumer died: a broker delivers again, a bus in memory has died with it, and all that waited in it.</summary>
    public void Lost(SimulatedProcess process, IEnumerable<Message> messages)
    {
        if (process.Roles == Roles.Standalone)
        {
            waiting.Clear();
        }
        else
        {
            foreach (var message in messages)
                Put(message, life.Latency.OfBroker());
        }
    }

    public void Failed(SimulatedProcess process, Message message, Exception error)
    {
        life.Witness.Caught(process, message.ToString(), error);
        if (message.Tries < Retries.Length)
        {
            Put(message, Retries[message.Tries++]);
            return;
        }

        life.Trace.Add($"       {message} to the error queue: {error.GetType().Name}");
        foreach (var consumer in consumers.GetValueOrDefault(message.Entry.Type) ?? [])
        {
            if (!consumer.OfFaults || message.Error is not null)
                continue;
            var (entry, what) = life.Plan.Flaw?.Caught(message.Entry, error) ?? (message.Entry, error);
            Put(new Message(message.Number, consumer, entry) { Error = FaultInfo.Of(what) }, life.Latency.OfBroker());
        }
    }

    private List<SimulatedProcess> ConsumersFor(Message message) =>
        [.. life.Processes.Where(process => process.IsConsuming && process.Blueprint.Consumers.Contains(message.Consumer))];

    private void Put(Message message, long after)
    {
        waiting.Add(message);
        life.Scheduler.After(after, () => Deliver(message));
    }

    private void Deliver(Message message)
    {
        if (!waiting.Contains(message))
            return;
        var ready = ConsumersFor(message);
        // The youngest comes first: what was to come now comes after it.
        if (life.Plan.LastFirst && waiting[^1] is var youngest && youngest != message && life.Prng.Chance(0.5) && ConsumersFor(youngest) is { Count: > 0 } others)
        {
            var later = message;
            life.Scheduler.After(1, () => Deliver(later));
            (message, ready) = (youngest, others);
        }

        if (ready.Count == 0)
        {
            life.Scheduler.After(2_000, () => Deliver(message));
            return;
        }

        waiting.Remove(message);
        var process = ready[life.Prng.Below(ready.Count)];
        life.Trace.Add($"{life.Clock} {process.Name} gets {message}");
        process.Deliver(message, message.Consumer);
    }
}

internal sealed class Message(int number, ConsumerOf consumer, OutboxEntry entry)
{
    public int Number { get; } = number;

    public ConsumerOf Consumer { get; } = consumer;

    public string Queue => Consumer.Queue;

    public OutboxEntry Entry { get; } = entry;

    public int Tries { get; set; }

    /// <summary>Why others could not handle it.</summary>
    public FaultInfo? Error { get; init; }

    public string Name => Error is null ? Entry.Type : $"Fault<{Entry.Type}>";

    /// <summary>A fresh copy, as from the wire.</summary>
    public object Read(ConsumerOf consumer)
    {
        var message = MessageTypes.Read(Entry);
        return consumer.OfFaults ? Faults.Of(message, [Error!]) : message;
    }

    public override string ToString() => $"#{Number} {Name} to {Queue}";

    private static class Faults
    {
        private static readonly MethodInfo Create = typeof(Faults).GetMethod(nameof(CreateOne), BindingFlags.NonPublic | BindingFlags.Static)!;

        public static object Of(object message, ExceptionInfo[] exceptions) => Create.MakeGenericMethod(message.GetType()).Invoke(null, [message, exceptions])!;

        private static FaultOf<T> CreateOne<T>(T message, ExceptionInfo[] exceptions) => new(message, exceptions);
    }
}

/// <summary>The bus as one process sees it.</summary>
internal sealed class SimulatedPublisher(Life life, SimulatedProcess process) : IMessagePublisher
{
    /// <summary>The real one waits for so long before it says that the broker is away.</summary>
    private const long Patience = 10_000;

    public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var away = life.Weather.Is(Place.Broker, process);
        return process.StepAsync(
            $"publish {entry.Type}",
            away ? Patience : life.Latency.OfBroker(),
            () =>
            {
                life.Bus.Publish(process, entry);
                return true;
            },
            () => new MessageNotSentException("The broker did not confirm.") { BrokerAway = away },
            Place.Broker,
            cancellationToken);
    }

    /// <summary>Never fails and takes no time: what may be lost without harm is not worth a step.</summary>
    public Task PublishHintAsync(object message, CancellationToken cancellationToken)
    {
        if (message is JobChanged changed)
            life.Witness.Announced(changed);
        else if (life.Pass is { } pass)
            pass.OnlyRepeats = true;
        if (!life.Weather.Is(Place.Broker, process))
            life.Bus.Hint(message);
        return Task.CompletedTask;
    }
}
