using System.Threading.Channels;
using ImageGen.Contracts;
using ImageGen.Jobs.Views;
using ImageGen.Loops;

namespace ImageGen.Jobs.Watch;

/// <summary>What waits for one reader. Bounded: a reader too slow for it is told to fetch everything anew.</summary>
internal sealed class JobSubscription(string owner, string? jobId, TimeProvider time, Action<JobSubscription> release) : IDisposable
{
    public const int Capacity = 256;

    private readonly Channel<JobSnapshot?> channel = Channel.CreateBounded<JobSnapshot?>(Capacity);
    private readonly WakeSignal offered = new(time);
    private volatile bool overflowed;

    public bool Wants(JobChanged message) => message.Owner == owner && (jobId is null || message.JobId == jobId);

    /// <param name="snapshot">Null: look at the store again.</param>
    public void Offer(JobSnapshot? snapshot)
    {
        if (!channel.Writer.TryWrite(snapshot))
            overflowed = true;
        offered.Now();
    }

    /// <summary>Whether something was lost since this was last asked.</summary>
    public bool TakeOverflow()
    {
        var lost = overflowed;
        overflowed = false;
        return lost;
    }

    public bool TryRead(out JobSnapshot? snapshot) => channel.Reader.TryRead(out snapshot);

    /// <summary>Returns when there is something to read, when the time is over, and without an exception when it is canceled.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => offered.WaitAsync(atMost, cancellationToken);

    public void Dispose() => release(this);
}
