using System.IO.Pipelines;
using ImageGen.Catalogue;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Get;
using ImageGen.Jobs.Tests.Support;
using ImageGen.Jobs.Watch;
using ImageGen.Persistence;
using Microsoft.AspNetCore.Http;

namespace ImageGen.Jobs.Tests.Watch;

/// <summary>One reader's stream from one replica (a hub of its own) over a shared store. What nobody reads holds the stream up.</summary>
internal sealed class StreamProbe : IAsyncDisposable
{
    private readonly CancellationTokenSource gone = new();
    private readonly JobSubscription subscription;
    private readonly Pipe pipe = new();
    private readonly Task running;

    public StreamProbe(JobsHost host, JobHub hub, TimeProvider time, string owner, long? lastEventId = null)
    {
        var context = new DefaultHttpContext();
        context.Response.Body = pipe.Writer.AsStream();
        subscription = hub.Subscribe(owner, jobId: null);
        var feed = new ChangeFeed(host.Service<IDocuments<Job>>());
        var stream = new JobStream(
            subscription, feed, host.Service<QueueEstimator>(), new EventWriter(context.Response), time, owner, jobId: null, Language.En);
        running = stream.RunAsync(lastEventId, gone.Token);
        Events = new EventReader(pipe.Reader.AsStream());
    }

    public EventReader Events { get; }

    public async ValueTask DisposeAsync()
    {
        await gone.CancelAsync();
        subscription.Dispose();
        await pipe.Reader.CompleteAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        gone.Dispose();
    }
}
