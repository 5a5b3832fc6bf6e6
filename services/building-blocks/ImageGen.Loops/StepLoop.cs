using Microsoft.Extensions.Logging;

namespace ImageGen.Loops;

/// <summary>A loop whose step is a method of somebody else.</summary>
internal sealed class StepLoop(string name, TimeSpan pause, Func<CancellationToken, Task<int>> step, TimeProvider time, ILogger log)
    : Loop(name, time, log)
{
    public Func<CancellationToken, Task>? First { get; init; }

    public TimeSpan? LongestPauseAfterFaults { get; init; }

    protected override TimeSpan LongestBackoff => LongestPauseAfterFaults ?? base.LongestBackoff;

    protected override Task FirstAsync(CancellationToken stopping) => First?.Invoke(stopping) ?? Task.CompletedTask;

    protected override async Task<TimeSpan> StepAsync(CancellationToken stopping) => await step(stopping) > 0 ? TimeSpan.Zero : pause;
}
