using ImageGen.Messaging;
using ImageGen.Messaging.Outbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Jobs.Tests.OpenApi;

/// <summary>Two people whose record may be away.</summary>
internal sealed class RecordedPeople(params (string Name, string Value)[] settings) : TwoPeople(settings)
{
    /// <summary>Nothing is taken by the record.</summary>
    public bool IsAway { get; set; }

    public static async Task<RecordedPeople> BeginAsync(params (string Name, string Value)[] settings)
    {
        var people = new RecordedPeople(settings);
        await people.StartAsync();
        return people;
    }

    private protected override void Add(WebApplicationBuilder builder)
    {
        base.Add(builder);
        var real = builder.Services.Last(service => service.ServiceType == typeof(IMessagePublisher)).ImplementationType!;
        builder.Services.AddSingleton<IMessagePublisher>(provider => new Gate(this, (IMessagePublisher)ActivatorUtilities.CreateInstance(provider, real)));
    }

    private sealed class Gate(RecordedPeople people, IMessagePublisher real) : IMessagePublisher
    {
        public Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken) => people.IsAway && entry.Type == "Audited"
            ? throw new MessageNotSentException("Away.", new IOException())
            : real.PublishAsync(entry, cancellationToken);

        public Task PublishHintAsync(object message, CancellationToken cancellationToken) => real.PublishHintAsync(message, cancellationToken);
    }
}
