using System.Collections.Concurrent;
using ImageGen.Contracts;
using ImageGen.Messaging.Outbox;

namespace ImageGen.Messaging.Tests.Outbox;

/// <summary>A broker as the outbox sees it. What it confirms is recorded by job.</summary>
internal sealed class RecordingPublisher : IMessagePublisher
{
    private readonly ConcurrentQueue<(string Job, Guid Id)> confirmed = [];

    /// <summary>Runs before a message is confirmed; what it throws is what the caller sees.</summary>
    public Func<string, Task> OnPublish { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<string> Jobs => [.. confirmed.Select(message => message.Job)];

    public IReadOnlyList<Guid> Ids => [.. confirmed.Select(message => message.Id)];

    public async Task PublishAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var job = ((GenerationStarted)MessageTypes.Read(entry)).JobId;
        await OnPublish(job);
        confirmed.Enqueue((job, entry.Id));
    }

    public Task PublishHintAsync(object message, CancellationToken cancellationToken) => Task.CompletedTask;
}
