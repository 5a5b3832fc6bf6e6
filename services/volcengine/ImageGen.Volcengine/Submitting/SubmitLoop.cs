using ImageGen.Persistence;
using ImageGen.Volcengine.Loops;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Submitting;

internal sealed class SubmitLoop(SubmitHandler handler, SubmitRoom room, SubmitWake wake, TimeProvider time, ILogger<SubmitLoop> log)
    : TaskLoop("The submit loop", wake, time, log)
{
    protected override int Room => room.Limit();

    protected override Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken) =>
        handler.ClaimAsync(most, cancellationToken);

    protected override Task WorkAsync(Stored<GenerationTask> task, CancellationToken cancellationToken) =>
        handler.SubmitAsync(task, cancellationToken);
}
