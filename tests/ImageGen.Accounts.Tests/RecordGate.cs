using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Accounts.Tests;

/// <summary>Between what is written and the record: closed, nothing comes to it, as if the process had died in between.</summary>
internal sealed class RecordGate
{
    public bool IsClosed { get; set; }

    public void Add(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IMessagePublisher)).ImplementationType!;
        services.AddSingleton<IMessagePublisher>(provider => new Publisher(this, (IMessagePublisher)ActivatorUtilities.CreateInstance(provider, real)));
    }

    private sealed class Publisher(RecordGate gate, IMessagePublisher real) : IMessagePublisher
    {
        public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken) =>
            gate.IsClosed ? throw new MessageNotSentException("The gate is closed.") : real.PublishAsync(entry, cancellationToken);

        public Task PublishHintAsync(object message, CancellationToken cancellationToken) => real.PublishHintAsync(message, cancellationToken);
    }
}
