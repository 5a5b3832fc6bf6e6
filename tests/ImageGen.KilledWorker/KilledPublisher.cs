using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;

namespace ImageGen.KilledWorker;

internal sealed class KilledPublisher(IMessagePublisher inner, KillPoint point) : IMessagePublisher
{
    public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken) => point.PassAsync("publish " + entry.Type, async () =>
    {
        await inner.PublishAsync(entry, cancellationToken);
        return true;
    });

    public Task PublishHintAsync(object message, CancellationToken cancellationToken) => inner.PublishHintAsync(message, cancellationToken);
}
