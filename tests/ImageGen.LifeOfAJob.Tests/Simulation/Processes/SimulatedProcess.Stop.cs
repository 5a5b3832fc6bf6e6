using ImageGen.Catalogue;
using ImageGen.Volcengine;
using ImageGen.Volcengine.Settings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Processes;

/// <summary>An orderly stop, as the host does it: in the opposite order of the start, and no longer than it waits for.</summary>
internal sealed partial class SimulatedProcess
{
    private const long OrdinaryPatience = 30_000;

    /// <summary>How long the host waits for all of it.</summary>
    private long Patience => Roles.HasFlag(Roles.Worker)
        ? (long)StopPatience.Of(TimeSpan.FromMilliseconds(OrdinaryPatience), Parts.Get<ModelCatalogue>(), Parts.Get<IOptions<VolcengineOptions>>().Value).TotalMilliseconds
        : OrdinaryPatience;

    /// <summary>Takes messages from its queues.</summary>
    public bool IsConsuming => IsUp && !IsAsleep && lifetime.TakesMessages;

    /// <summary>Takes requests.</summary>
    public bool IsListening => IsUp && !IsStopping;

    /// <summary>Stops it and starts it again.</summary>
    public void Stop(long downFor)
    {
        if (!IsUp || IsStopping)
            return;
        life.Trace.Add($"{life.Clock} {Name} is to stop");
        life.Context.Run(() => _ = StopAsync(downFor));
        life.Context.Pump();
    }

    private async Task StopAsync(long downFor)
    {
        var (incarnation, began, running) = (Incarnation, life.Clock.Now, services.AsEnumerable().Reverse().ToList());
        IsStopping = true;
        lifetime.Stopping.Cancel();
        // Requests first, then what was started last.
        while (requests.Count > 0 && Left() > 0)
        {
            await life.PassesAsync(Math.Min(100, Left()));
            if (requests.Any(IsWaiting))
                life.Witness.HeldUp(this, began);
        }

        foreach (var service in running)
        {
            service.Stopping.Cancel();
            if (!service.Ended.IsCompleted && Left() > 0)
                await Task.WhenAny(service.Ended, life.PassesAsync(Left()));
        }

        // It may have died meanwhile: its successor is not told to stop.
        if (incarnation != Incarnation)
            return;
        lifetime.StopConsuming();
        while (handling.Count > 0 && Left() > 0 && incarnation == Incarnation)
            await life.PassesAsync(Math.Min(100, Left()));
        if (incarnation != Incarnation)
            return;
        life.Trace.Add($"{life.Clock} {Name} has stopped");
        var (orderly, disturbed) = (Left() > 0, DisturbedAt);
        life.Witness.Ended(this, orderly);
        End();
        if (orderly)
            DisturbedAt = disturbed;
        life.Scheduler.After(downFor, Start);

        long Left() => incarnation == Incarnation ? Patience - (life.Clock.Now - began) : 0;
    }

    /// <summary>For the end of a job, and for nothing that is on its way.</summary>
    private bool IsWaiting(Request request) => request.Question.Headers.ContainsKey("Prefer") && pending.TrueForAll(step => step.Question != request.Question);

    /// <summary>What a process is told about its own end.</summary>
    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationTokenSource Stopping { get; } = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => Stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public bool TakesMessages { get; private set; } = true;

        public void StopConsuming() => TakesMessages = false;

        public void StopApplication() => Stopping.Cancel();
    }
}
