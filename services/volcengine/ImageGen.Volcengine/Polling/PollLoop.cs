using ImageGen.Persistence;
using ImageGen.Volcengine.Loops;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Polling;

internal sealed class PollLoop(PollHandler handler, PollPace pace, PollWake wake, TimeProvider time, ILogger<PollLoop> log)
    : TaskLoop<Stored<GenerationTask>>("The poll loop", wake, time, log)
{
    protected override int Room => pace.Room;

    protected override Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken) =>
        handler.ClaimAsync(most, cancellationToken);

    protected override Task WorkAsync(Stored<GenerationTask> work, CancellationToken cancellationToken) =>
        handler.PollAsync(work, cancellationToken);

    protected override string IdOf(Stored<GenerationTask> work) => work.Id;
}
