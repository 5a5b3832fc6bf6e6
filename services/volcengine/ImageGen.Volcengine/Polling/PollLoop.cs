using ImageGen.Loops;
using ImageGen.Persistence;
using ImageGen.Volcengine.Admission.Pacing;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Logging;

namespace ImageGen.Volcengine.Polling;

internal sealed class PollLoop(PollHandler handler, PollPace pace, PollStanding standing, PollWake wake, TimeProvider time, ILogger<PollLoop> log)
    : WorkLoop<Stored<GenerationTask>>(nameof(PollLoop), time, log, wake)
{
    protected override int AtOnce => pace.Room;

    protected override async Task<IReadOnlyList<Stored<GenerationTask>>> ClaimAsync(int most, CancellationToken stopping)
    {
        // A worker that the provider refuses everywhere claims no tasks, so that the others ask for them.
        await standing.WaitAsync(stopping);
        return await handler.ClaimAsync(most, stopping);
    }

    protected override Task WorkAsync(Stored<GenerationTask> piece, CancellationToken cancellationToken) =>
        handler.PollAsync(piece, cancellationToken);

    protected override string IdOf(Stored<GenerationTask> piece) => piece.Id;
}
