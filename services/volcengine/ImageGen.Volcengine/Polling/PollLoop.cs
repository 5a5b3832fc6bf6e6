using ImageGen.Persistence;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Polling;

internal sealed class PollLoop(PollHandler handler, PollPace pace, PollStanding standing, PollWake wake, TimeProvider time, ILogger<PollLoop> log)
    : TaskLoop<Stored<GenerationTask>>("The poll loop", wake, time, log)
{
    protected override int Room => pace.Room;

    protected override async Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        // A worker that the provider refuses everywhere claims no tasks, so that the others ask for them.
        await standing.WaitAsync(cancellationToken);
        return await handler.ClaimAsync(most, cancellationToken);
    }

    protected override Task WorkAsync(Stored<GenerationTask> work, CancellationToken cancellationToken) =>
        handler.PollAsync(work, cancellationToken);

    protected override string IdOf(Stored<GenerationTask> work) => work.Id;
}
