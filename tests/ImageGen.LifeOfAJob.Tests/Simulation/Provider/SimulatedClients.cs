using ImageGen.LifeOfAJob.Tests.Simulation.Faults;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.LifeOfAJob.Tests.Simulation.World;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Provider;

/// <summary>HTTP clients whose network ends at the provider's pictures.</summary>
internal sealed class SimulatedClients(Life life, SimulatedProcess process) : IHttpClientFactory
{
    public HttpClient CreateClient(string name) => new(new Pictures(life, process), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

    private sealed class Pictures(Life life, SimulatedProcess process) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answered = new TaskCompletionSource<HttpResponseMessage>();
            cancellationToken.Register(() => LifeContext.RunOutside(() => answered.TrySetCanceled(cancellationToken)));
            _ = ReadAsync(request.RequestUri!, answered);
            return answered.Task;
        }

        private async Task ReadAsync(Uri url, TaskCompletionSource<HttpResponseMessage> answered)
        {
            try
            {
                var answer = await process.StepAsync(
                    $"fetch {url.AbsolutePath}", life.Latency.OfPictures(), () => life.Provider.Pictures.Answer(process, url), failure: null, Place.Pictures);
                LifeContext.RunOutside(() => answered.TrySetResult(answer));
            }
            catch (HttpRequestException error)
            {
                LifeContext.RunOutside(() => answered.TrySetException(error));
            }
        }
    }
}
