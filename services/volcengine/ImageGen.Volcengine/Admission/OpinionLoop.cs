using ImageGen.Loops;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Admission;

/// <summary>Says once a minute that this worker lives, and once more that it goes.</summary>
internal sealed partial class OpinionLoop(Opinions opinions, TimeProvider time, ILogger<OpinionLoop> log) : Loop(nameof(OpinionLoop), time, log)
{
    // Each minute, however long it takes to write.
    private readonly PeriodicTimer beats = new(TimeSpan.FromMilliseconds(Opinions.Beat), time);

    public override async Task RunAsync(CancellationToken stopping)
    {
        await base.RunAsync(stopping);
        try
        {
            await opinions.LeaveAsync(CancellationToken.None);
        }
        catch (Exception error)
        {
            LogNotLeft(Log, error);
        }
    }

    protected override async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        await opinions.BeatAsync(stopping);
        await beats.WaitForNextTickAsync(stopping);
        return TimeSpan.Zero;
    }

    public override void Dispose()
    {
        beats.Dispose();
        base.Dispose();
    }

    [LoggerMessage(LogLevel.Warning, "The others do not know that this worker goes; they see it when its next word does not come")]
    private static partial void LogNotLeft(ILogger log, Exception error);
}
