using System.Collections.Concurrent;
using System.Text.Json;
using ImageGen.Contracts;
using ImageGen.Jobs.Views;
using ImageGen.Messaging;

namespace ImageGen.Jobs.Watch;

/// <summary>Hands hints about changed jobs to those who watch them in this process.</summary>
internal sealed class JobHub(TimeProvider time) : IMessageHandler<JobChanged>, IFanOutListener
{
    private readonly ConcurrentDictionary<JobSubscription, byte> subscriptions = new();

    /// <param name="jobId">Null for all jobs of the owner.</param>
    public JobSubscription Subscribe(string owner, string? jobId)
    {
        var subscription = new JobSubscription(owner, jobId, time, gone => subscriptions.TryRemove(gone, out _));
        subscriptions[subscription] = 0;
        return subscription;
    }

    public void Publish(JobChanged message)
    {
        var wanted = subscriptions.Keys.Where(subscription => subscription.Wants(message)).ToArray();
        var snapshot = wanted.Length == 0 ? null : Read(message);
        foreach (var subscription in wanted)
            subscription.Offer(snapshot);
    }

    /// <summary>Hints may have been missed: everybody looks at the store again.</summary>
    public void Rescan()
    {
        foreach (var subscription in subscriptions.Keys)
            subscription.Offer(null);
    }

    Task IMessageHandler<JobChanged>.HandleAsync(JobChanged message, CancellationToken cancellationToken)
    {
        Publish(message);
        return Task.CompletedTask;
    }

    /// <summary>After a reconnect hints were missed.</summary>
    void IFanOutListener.Listening() => Rescan();

    /// <returns>Null where it comes from a version that shows jobs in another way: the store is read instead.</returns>
    private static JobSnapshot? Read(JobChanged message)
    {
        try
        {
            return JobSnapshot.Of(message);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
