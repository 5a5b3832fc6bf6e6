using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;

namespace ImageGen.Messaging.Tests.Bus;

/// <summary>What is handed over without the bus is taken, or not sent: nothing between.</summary>
public sealed class DirectHandlerTests
{
    [Fact]
    public async Task A_message_is_taken_when_its_sending_returns()
    {
        await using var host = await HostAsync();
        var entry = Entry("job.created");
        await host.Publisher.PublishAsync(entry, TestContext.Current.CancellationToken);
        Assert.Equal("job.created", Assert.Single(host.Services.GetRequiredService<Record>().Taken).Action);
    }

    [Fact]
    public async Task What_its_receiver_does_not_take_is_not_sent_and_others_are()
    {
        await using var host = await HostAsync();
        var error = await Assert.ThrowsAsync<MessageNotSentException>(() => host.Publisher.PublishAsync(Entry("broken"), TestContext.Current.CancellationToken));
        // The next one may be taken: it is no outage.
        Assert.False(error.BrokerAway);
        await host.Publisher.PublishAsync(Entry("job.created"), TestContext.Current.CancellationToken);
        Assert.Single(host.Services.GetRequiredService<Record>().Taken);
    }

    private static Task<BusHost> HostAsync() => BusHost.StartAsync(null, _ => { }, builder =>
    {
        builder.Services.AddSingleton<Record>();
        builder.Services.AddDirectHandler<Audited, Record>();
    });

    private static OutboxEntry Entry(string action) =>
        OutboxEntries.With([], new Audited { Id = Guid.NewGuid(), At = DateTimeOffset.UnixEpoch, Actor = "usr_1", Action = action })[0];

    private sealed class Record : IMessageHandler<Audited>
    {
        public List<Audited> Taken { get; } = [];

        public Task HandleAsync(Audited message, CancellationToken cancellationToken)
        {
            if (message.Action == "broken")
                throw new InvalidOperationException("It can not be kept.");
            Taken.Add(message);
            return Task.CompletedTask;
        }
    }
}
