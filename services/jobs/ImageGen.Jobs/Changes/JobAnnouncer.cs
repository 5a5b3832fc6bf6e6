using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Messaging;

namespace ImageGen.Jobs;

/// <summary>Tells every instance what a job looks like now. A hint: whoever misses it finds the change in the store.</summary>
internal sealed class JobAnnouncer(IMessagePublisher publisher)
{
    public void Announce(Job job)
    {
        var message = new JobChanged
        {
            JobId = job.Id,
            Owner = job.Owner,
            Version = job.Revision,
            Snapshot = JsonSerializer.Serialize(JobView.Show(job), PublicJson.Options),
        };
        // Not awaited: it never throws, and nobody's request or fact should wait for a broker's confirmation of a hint.
        _ = publisher.PublishHintAsync(message, CancellationToken.None);
    }
}
