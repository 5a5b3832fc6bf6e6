using ImageGen.Contracts;
using ImageGen.Messaging;

namespace ImageGen.LifeOfAJob.Tests.Simulation;

/// <summary>
/// The broker: messages wait until the scheduler delivers one of them, in any order. A failed one comes again, a few times.
/// </summary>
internal sealed class SimulatedBus(Life life)
{
    private const int MaxTries = 4;

    /// <summary>Who consumes what, as the consumers of the modules say.</summary>
    private static readonly Dictionary<string, string[]> Consumers = new()
    {
        [nameof(GenerateImage)] = ["worker"],
        [nameof(CancelGeneration)] = ["worker"],
        [nameof(RefetchImages)] = ["worker"],
        [nameof(GenerationStarted)] = ["jobs"],
        [nameof(ImagesGenerated)] = ["jobs", "storage"],
        [nameof(GenerationUnknown)] = ["jobs"],
        [nameof(GenerationFailed)] = ["jobs"],
        [nameof(GenerationCanceled)] = ["jobs"],
        [nameof(ImageStored)] = ["jobs"],
        [nameof(ImageStoreFailed)] = ["jobs"],
        [nameof(ImageDelayed)] = ["jobs"],
    };

    public List<Message> Waiting { get; } = [];

    /// <summary>How many messages were put into queues so far.</summary>
    public int Published { get; private set; }

    public void Publish(OutboxEntry entry)
    {
        foreach (var queue in Consumers[entry.Type])
        {
            var message = new Message(++Published, queue, entry);
            var fate = life.FateOf(message);
            if (fate != MessageFate.Delivered)
                life.Trace.Add($"       {fate} {message}");
            if (fate == MessageFate.Dropped)
                continue;
            Waiting.Add(message);
            if (fate == MessageFate.Doubled)
                Waiting.Add(new Message(message.Number, queue, entry) { VisibleAt = life.Clock.Now + life.DelayOfDouble() });
        }
    }

    /// <summary>Puts a message into a queue again, as an operator does with an old one.</summary>
    public void Replay(Message message) => Waiting.Add(new Message(message.Number, message.Queue, message.Entry));

    /// <summary>Its consumer died: a broker delivers again, a bus in memory has died with it.</summary>
    public void Return(IEnumerable<Message> messages)
    {
        if (life.Plan.DurableBus)
            Waiting.AddRange(messages);
    }

    public void Failed(Message message)
    {
        if (++message.Tries < MaxTries)
            Waiting.Add(message);
        else if (message.Entry.Type == nameof(GenerateImage) && !message.IsFault)
            Waiting.Add(new Message(message.Number, message.Queue, message.Entry) { IsFault = true });
        else
            life.Trace.Add($"       to the error queue: {message}");
    }
}

internal sealed class Message(int number, string queue, OutboxEntry entry)
{
    public int Number { get; } = number;

    public string Queue { get; } = queue;

    public OutboxEntry Entry { get; } = entry;

    public int Tries { get; set; }

    public long VisibleAt { get; init; }

    /// <summary>Says that the message could not be handled.</summary>
    public bool IsFault { get; init; }

    public string Name => IsFault ? $"Fault<{Entry.Type}>" : Entry.Type;

    /// <summary>A fresh copy, as from the wire.</summary>
    public object Read() => IsFault ? new FaultOf((GenerateImage)MessageTypes.Read(Entry)) : MessageTypes.Read(Entry);

    public override string ToString() => $"#{Number} {Name} to {Queue}";
}

internal sealed record FaultOf(GenerateImage Command);

/// <summary>The bus as one flow of one process sees it.</summary>
internal sealed class SimulatedPublisher(Life life, SimulatedProcess process, string flow) : IMessagePublisher
{
    public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken) => process.Step(
        flow,
        $"publish {entry.Type}",
        () =>
        {
            life.Bus.Publish(entry);
            return true;
        },
        static () => new MessageNotSentException("The broker did not confirm."));

    public Task PublishHintAsync(object message, CancellationToken cancellationToken) => process.Step(
        flow,
        "hint",
        () =>
        {
            life.Witness.Announced((JobChanged)message);
            return true;
        });
}
