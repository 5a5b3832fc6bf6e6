using ImageGen.Volcengine.Loops;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Submitting;

internal sealed class SubmitLoop(
    SubmitTurns turns, SubmitHandler handler, SubmitWake wake, IOptions<VolcengineOptions> options, TimeProvider time, ILogger<SubmitLoop> log)
    : TaskLoop<Turn>("The submit loop", wake, time, log)
{
    protected override int Room => options.Value.ParallelSubmits;

    protected override Task<IReadOnlyList<Turn>> ClaimAsync(int most, CancellationToken cancellationToken) => turns.TakeAsync(most, cancellationToken);

    protected override Task WorkAsync(Turn work, CancellationToken cancellationToken) => handler.SubmitAsync(work, cancellationToken);

    protected override string IdOf(Turn work) => work.Task.Id;
}
