using ImageGen.Persistence;
using ImageGen.Volcengine.Loops;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Submitting;

internal sealed partial class SubmitLoop(SubmitHandler handler, SubmitRoom room, SubmitWake wake, TimeProvider time, ILogger<SubmitLoop> log)
    : TaskLoop("The submit loop", wake, time, log)
{
    protected override int Room => room.Limit();

    protected override Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken) =>
        handler.ClaimAsync(most, cancellationToken);

    protected override Task WorkAsync(Stored<GenerationTask> task, CancellationToken cancellationToken) =>
        handler.SubmitAsync(task, cancellationToken);

    protected override void Finishing(int tasks) => LogFinishing(log, tasks);

    [LoggerMessage(
        LogLevel.Warning,
        "Stopping when {Tasks} calls on the wire are answered, because they may be billed. A second Ctrl-C stops at once; what became of them is then unknown")]
    private static partial void LogFinishing(ILogger log, int tasks);
}
