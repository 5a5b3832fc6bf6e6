using ImageGen.Messaging;

namespace ImageGen.Jobs;

/// <summary>Tells every instance what a job looks like now. A hint: whoever misses it finds the change in the store.</summary>
internal sealed class JobAnnouncer(IMessagePublisher publisher)
{
    // Not awaited: it never throws, and nobody's request or fact should wait for a broker's confirmation of a hint.
    public void Announce(Job job) => _ = publisher.PublishHintAsync(JobSnapshot.HintOf(job), CancellationToken.None);
}
