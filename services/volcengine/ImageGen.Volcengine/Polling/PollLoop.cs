using ImageGen.Persistence;
using ImageGen.Volcengine.Loops;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImageGen.Volcengine.Polling;

internal sealed class PollLoop(
    PollHandler handler, PollWake wake, IOptions<VolcengineOptions> options, TimeProvider time, ILogger<PollLoop> log)
    : TaskLoop("The poll loop", wake, time, log)
{
    protected override int Room => options.Value.ParallelPolls;

    protected override Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken) =>
        handler.ClaimAsync(most, cancellationToken);

    protected override Task WorkAsync(Stored<GenerationTask> task, CancellationToken cancellationToken) =>
        handler.PollAsync(task, cancellationToken);
}
