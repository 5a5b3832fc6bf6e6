using ImageGen.Loops;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Admission;

/// <summary>Says once a minute that this worker lives, and once more that it goes.</summary>
internal sealed partial class OpinionLoop(Opinions opinions, TimeProvider time, ILogger<OpinionLoop> log) : Loop(nameof(OpinionLoop), time, log)
{
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
        return TimeSpan.FromMilliseconds(Opinions.Beat);
    }

    [LoggerMessage(LogLevel.Warning, "The others do not know that this worker goes; they see it when its next word does not come")]
    private static partial void LogNotLeft(ILogger log, Exception error);
}
