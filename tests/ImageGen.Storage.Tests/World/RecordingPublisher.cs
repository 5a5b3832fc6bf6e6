using System.Collections.Concurrent;
using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Storage.Tests.World;

internal sealed class RecordingPublisher : IMessagePublisher
{
    private readonly ConcurrentQueue<object> messages = [];

    public IReadOnlyList<object> Messages => [.. messages];

    /// <summary>Nobody takes anything.</summary>
    public bool IsAway { get; set; }

    public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        if (IsAway)
            throw new MessageNotSentException("The broker is away.") { BrokerAway = true };
        messages.Enqueue(MessageTypes.Read(entry));
        return Task.CompletedTask;
    }

    public Task PublishHintAsync(object message, CancellationToken cancellationToken) => Task.CompletedTask;
}
