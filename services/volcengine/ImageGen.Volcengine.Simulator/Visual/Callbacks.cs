using ImageGen.Volcengine.Simulator.Tasks;

namespace ImageGen.Volcengine.Simulator.Visual;

/// <summary>Tells callers when their tasks have ended: once, without a signature, and without caring for the answer.</summary>
internal sealed class Callbacks(TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    public void Follow(SimulatedTask task, Uri? callback)
    {
        if (callback is not null)
            _ = TellAsync(task, callback);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task TellAsync(SimulatedTask task, Uri callback)
    {
        try
        {
            var wait = task.DoneAt - time.GetUtcNow().ToUnixTimeMilliseconds();
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Max(0, wait)), time, _stop.Token);
            var news = new { code = BusinessCode.Success, message = "Success", request_id = task.RequestId, task_id = task.TaskId, data = new { status = "done" } };
            using var answer = await _http.PostAsJsonAsync(callback, news, _stop.Token);
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            // Nobody is there, or the simulator stops.
        }
    }
}
