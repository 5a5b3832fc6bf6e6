using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Loops;

/// <summary>
/// Takes one step after the other until the host stops. No fault ends it: after one it pauses for 2 s, after the next for 4 s, and so on up to
/// <see cref="LongestBackoff"/>, whoever wakes it.
/// </summary>
/// <param name="name">In the log. As the class is called that takes the steps, so that it is found.</param>
/// <param name="wake">Ends a pause early.</param>
public abstract partial class Loop(string name, TimeProvider time, ILogger log, WakeSignal? wake = null) : BackgroundService
{
    public string Name => name;

    protected TimeProvider Time => time;

    protected ILogger Log => log;

    protected WakeSignal Wake { get; } = wake ?? new WakeSignal(time);

    protected virtual TimeSpan LongestBackoff => TimeSpan.FromSeconds(30);

    /// <summary>Runs until <paramref name="stopping"/>, and as long as what is in hand takes.</summary>
    public virtual async Task RunAsync(CancellationToken stopping)
    {
        var (begun, faults) = (false, 0);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (!begun)
                    await FirstAsync(stopping);
                begun = true;
                var pause = await StepAsync(stopping);
                faults = 0;
                if (pause > TimeSpan.Zero)
                    await Wake.WaitAsync(pause, stopping);
            }
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                faults++;
                LogFault(error, name, faults);
                await Task.Delay(BackoffAfter(faults), time, stopping)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    /// <summary>Comes before the first step; tried again until it succeeds.</summary>
    protected virtual Task FirstAsync(CancellationToken stopping) => Task.CompletedTask;

    /// <returns>How long to pause at most; zero where there is more to do at once.</returns>
    protected abstract Task<TimeSpan> StepAsync(CancellationToken stopping);

    protected sealed override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    private TimeSpan BackoffAfter(int faults) => TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, faults)));

    [LoggerMessage(LogLevel.Error, "{Loop} failed ({Faults} in a row) and goes on in a moment")]
    private partial void LogFault(Exception error, string loop, int faults);
}
