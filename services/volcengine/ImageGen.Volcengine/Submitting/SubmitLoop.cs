using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Submitting;

internal sealed partial class SubmitLoop(SubmitTurns turns, SubmitHandler handler, FreeSpace space, SubmitWake wake, TimeProvider time, ILogger<SubmitLoop> log)
    : TaskLoop<Turn>("The submit loop", wake, time, log)
{
    /// <summary>Each account and model has a room of its own, so that the long calls of one hold up no other. Here nothing is counted again.</summary>
    protected override int Room => int.MaxValue;

    /// <summary>Where there may be no room for the answer, nothing is paid for; what waits goes on waiting.</summary>
    protected override async Task<IReadOnlyList<Turn>> ClaimAsync(int most, CancellationToken cancellationToken) =>
        space.IsLow ? [] : await turns.TakeAsync(most, cancellationToken);

    protected override Task WorkAsync(Turn work, CancellationToken cancellationToken) => handler.SubmitAsync(work, cancellationToken);

    protected override string IdOf(Turn work) => work.TaskId;

    protected override void Finishing(int tasks) => LogFinishing(log, tasks);

    [LoggerMessage(
        LogLevel.Warning,
        "Stopping when {Tasks} calls on the wire are answered, because they may be billed. A second Ctrl-C stops at once; what became of them is then unknown")]
    private static partial void LogFinishing(ILogger log, int tasks);
}
