using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Tasks;

/// <summary>
/// Claims due tasks while there is room and works on each by itself, so that a slow one holds up nobody. Wakes by signal; the
/// timer is the floor. Survives whatever fails, and stops only when what is in hand is finished.
/// </summary>
internal abstract partial class TaskLoop<T>(string name, WakeSignal wake, TimeProvider time, ILogger log) : BackgroundService
{
    private static readonly TimeSpan BusyFloor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan IdleFloor = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int inHand;
    private int full;
    private int stopped;

    /// <summary>How many tasks may be in hand right now.</summary>
    protected abstract int Room { get; }

    protected abstract Task<IReadOnlyList<T>> ClaimAsync(int most, CancellationToken cancellationToken);

    protected abstract Task WorkAsync(T work, CancellationToken cancellationToken);

    /// <summary>The id of the task, for the log.</summary>
    protected abstract string IdOf(T work);

    /// <summary>The host stops, and the loop waits for what is in hand.</summary>
    protected virtual void Finishing(int tasks)
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Said before it is looked at, so that a task that ends in between wakes the loop.
                Interlocked.Exchange(ref full, 1);
                var free = Room - Volatile.Read(ref inHand);
                if (free > 0)
                    Interlocked.Exchange(ref full, 0);
                var claimed = free > 0 ? await ClaimAsync(free, stoppingToken) : [];
                foreach (var work in claimed)
                    Start(work, stoppingToken);
                if (claimed.Count == 0 || claimed.Count < free)
                    await wake.WaitAsync(claimed.Count > 0 ? BusyFloor : IdleFloor, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                LogFault(error, name);
                await Task.Delay(AfterFault, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }

        // Said before it is looked at, as above.
        Interlocked.Exchange(ref stopped, 1);
        if (Volatile.Read(ref inHand) is var left and > 0)
        {
            Finishing(left);
            await finished.Task;
        }
    }

    private void Start(T work, CancellationToken stopping)
    {
        Interlocked.Increment(ref inHand);
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                await WorkAsync(work, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // Left to whoever claims it next.
            }
            catch (Exception error)
            {
                LogTaskFault(error, name, IdOf(work));
            }
            finally
            {
                var last = Interlocked.Decrement(ref inHand) == 0;
                if (Volatile.Read(ref full) != 0)
                    wake.Now();
                if (last && Volatile.Read(ref stopped) != 0)
                    finished.TrySetResult();
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Loop} failed and goes on in a moment")]
    private partial void LogFault(Exception error, string loop);

    [LoggerMessage(LogLevel.Error, "{Loop} failed for task {TaskId}, which is tried again when its lease has passed")]
    private partial void LogTaskFault(Exception error, string loop, string taskId);
}
