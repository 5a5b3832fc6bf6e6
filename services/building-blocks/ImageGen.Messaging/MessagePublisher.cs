using System.Diagnostics;
using ImageGen.Messaging.Outbox;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace ImageGen.Messaging;

/// <summary>
/// Publishes with two bounds. With its broker gone MassTransit retries for many minutes: a token ends that, and where the client
/// hangs all the same, the outer bound lets go of it. Both are shorter than the outbox lease.
/// </summary>
internal sealed partial class MessagePublisher(IBus bus, IEnumerable<DirectHandler> direct, TimeProvider time, ILogger<MessagePublisher> logger) : IMessagePublisher
{
    private const string TraceHeader = "MT-Activity-Id";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OuterBound = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan HintBound = TimeSpan.FromSeconds(2);

    private readonly Dictionary<Type, DirectHandler> direct = direct.ToDictionary(handler => handler.Message);

    private long hintsPausedUntil;

    public async Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var message = Read(entry);
        if (direct.TryGetValue(message.GetType(), out var receiver))
        {
            await HandOverAsync(receiver, message, entry, cancellationToken);
            return;
        }

        // The stored trace goes on, not that of whoever happens to dispatch; MassTransit reads the header only where none is current.
        Activity.Current = null;
        try
        {
            await BoundedAsync(message, context => Prepare(context, entry), Bound, OuterBound, cancellationToken);
        }
        catch (MessageReturnedException exception)
        {
            throw new MessageNotSentException($"No queue takes a {entry.Type} yet.", exception);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = $"The broker did not confirm a {entry.Type}: {exception.Message}";
            throw new MessageNotSentException(reason, exception) { BrokerAway = true };
        }
    }

    public async Task PublishHintAsync(object message, CancellationToken cancellationToken)
    {
        // While the broker is away nobody waits for each of many hints.
        if (time.GetTimestamp() < Interlocked.Read(ref hintsPausedUntil))
        {
            return;
        }

        try
        {
            await BoundedAsync(message, context => context.Durable = false, HintBound, HintBound, cancellationToken);
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                Interlocked.Exchange(ref hintsPausedUntil, time.GetTimestamp() + (long)(HintBound.TotalSeconds * time.TimestampFrequency));
                LogHintLost(message.GetType().Name, exception.Message);
            }
        }
    }

    private static async Task HandOverAsync(DirectHandler receiver, object message, OutboxEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await receiver.HandleAsync(message, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MessageNotSentException($"A {entry.Type} was not taken: {exception.Message}", exception);
        }
    }

    private static object Read(OutboxEntry entry)
    {
        try
        {
            return MessageTypes.Read(entry);
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new MessageNotSentException($"The outbox holds a {entry.Type} that can not be read: {exception.Message}", exception);
        }
    }

    private static void Prepare(PublishContext context, OutboxEntry entry)
    {
        context.MessageId = entry.Id;
        if (entry.TraceParent is not null)
        {
            context.Headers.Set(TraceHeader, entry.TraceParent);
        }

        // Without it RabbitMQ confirms what no queue takes, and drops it.
        if (context.TryGetPayload<RabbitMqSendContext>(out var rabbit))
        {
            rabbit.Mandatory = true;
        }
    }

    private async Task BoundedAsync(
        object message, Action<PublishContext> prepare, TimeSpan bound, TimeSpan outerBound, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(bound, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        await bus.Publish(message, message.GetType(), Pipe.Execute(prepare), linked.Token).WaitAsync(outerBound, time, cancellationToken);
    }

    [LoggerMessage(LogLevel.Debug, "A {Type} was not published and is dropped: {Reason}")]
    private partial void LogHintLost(string type, string reason);
}
