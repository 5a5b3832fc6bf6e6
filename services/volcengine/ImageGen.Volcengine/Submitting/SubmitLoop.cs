using ImageGen.Loops;
using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Submitting;

internal sealed partial class SubmitLoop(SubmitTurns turns, SubmitHandler handler, FreeSpace space, SubmitWake wake, TimeProvider time, ILogger<SubmitLoop> log)
    : WorkLoop<Turn>(nameof(SubmitLoop), time, log, wake)
{
    /// <summary>Each account and model has a room of its own, so that the long calls of one hold up no other. Here nothing is counted again.</summary>
    protected override int AtOnce => int.MaxValue;

    /// <summary>Where there may be no room for the answer, nothing is paid for; what waits goes on waiting.</summary>
    protected override async Task<IReadOnlyList<Turn>> ClaimAsync(int most, CancellationToken stopping) =>
        space.IsLow ? [] : await turns.TakeAsync(most, stopping);

    protected override Task WorkAsync(Turn piece, CancellationToken cancellationToken) => handler.SubmitAsync(piece, cancellationToken);

    protected override string IdOf(Turn piece) => piece.TaskId;

    protected override void Draining(int pieces) => LogDraining(Log, pieces);

    [LoggerMessage(
        LogLevel.Warning,
        "Stopping when {Tasks} calls on the wire are answered, because they may be billed. A second Ctrl-C stops at once; what became of them is then unknown")]
    private static partial void LogDraining(ILogger log, int tasks);
}
