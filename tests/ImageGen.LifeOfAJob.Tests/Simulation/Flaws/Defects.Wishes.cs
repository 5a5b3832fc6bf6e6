using ImageGen.Catalogue;
using ImageGen.Contracts;
using ImageGen.Jobs.Domain;
using ImageGen.Jobs.Models;
using ImageGen.Jobs.Watch;
using ImageGen.LifeOfAJob.Tests.Simulation.Processes;
using ImageGen.Persistence;
using ImageGen.Volcengine.Tasks;
using Microsoft.Extensions.Hosting;

namespace ImageGen.LifeOfAJob.Tests.Simulation.Flaws;

internal static partial class Defects
{
    /// <summary>4: a retry orders all that is not stored, also what still comes.</summary>
    public sealed class RetryOrdersAll : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (_, seen, next) =>
        {
            if (seen is null || next.Attempt == seen.Attempt || next.Current.Awaits.Count == 0)
                return next;
            int[] awaited = [.. next.Current.Awaits.Select(place => place.Index)];
            var all = next.Current with { Indices = [.. next.Current.Indices.Concat(awaited).Order()], Awaits = [] };
            return next with
            {
                Attempts = [.. seen.Attempts, all],
                Pictures = [.. next.Pictures, .. awaited.Select(index => new JobPicture { Attempt = all.Number, Index = index })],
            };
        };
    }

    /// <summary>5: a cancel is a cancel, and the provider is told to stop, whoever wanted it.</summary>
    public sealed class ClocksStopTasks : Flaw
    {
        protected override Func<string, GenerationTask?, GenerationTask, GenerationTask?> OfTasks(Life life) => (flow, seen, next) =>
            flow == "CancelGeneration" && next is { State: TaskState.Running, StopRequested: false } ? next with { StopRequested = true, NextPollAt = life.Clock.Now } : next;
    }

    /// <summary>11: a command that has not left goes out before the cancel.</summary>
    public sealed class CanceledCommandLeaves : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (_, seen, next) =>
            seen is { Current.Canceled: false } && next.Attempt == seen.Attempt && next.Current.Canceled
                ? next with { Outbox = [.. seen.Outbox.Where(entry => entry.Type == nameof(GenerateImage)), .. next.Outbox] }
                : next;
    }

    /// <summary>12: a call that was said to be on the wire stays there, though it waits again.</summary>
    public sealed class DeferralIsNotHeard : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (flow, _, next) => flow == nameof(GenerationDeferred) ? null : next;
    }

    /// <summary>29: nobody remembers the request that opened an attempt.</summary>
    public sealed class RetriesAreNotRemembered : Flaw
    {
        protected override Func<string, Job?, Job, Job?> OfJobs(Life life) => (_, _, next) =>
            next.Current.OpenedBy is null ? next : next with { Attempts = [.. next.Attempts.SkipLast(1), next.Current with { OpenedBy = null }] };
    }

    /// <summary>30: the worker that spoke last decides which models are offered.</summary>
    public sealed class LastWorkerDecides : Flaw
    {
        public override void Furnish(Life life, SimulatedProcess process)
        {
            if (process.Roles.HasFlag(Roles.Jobs))
                process.Parts.Add(new OfferedModels(process.Parts.Get<ModelCatalogue>(), process.Parts.Get<TimeProvider>()) { Remembered = TimeSpan.Zero });
        }
    }

    /// <summary>31: who waits for a job waits on while the process is to stop.</summary>
    public sealed class WaitersHoldUpTheStop : Flaw
    {
        public override void Furnish(Life life, SimulatedProcess process)
        {
            var parts = process.Parts;
            if (process.Roles.HasFlag(Roles.Jobs))
                parts.Add(new JobWaiter(parts.Get<IDocuments<Job>>(), parts.Get<JobHub>(), parts.Get<TimeProvider>(), new Deaf()));
        }

        private sealed class Deaf : IHostApplicationLifetime
        {
            public CancellationToken ApplicationStarted => CancellationToken.None;

            public CancellationToken ApplicationStopping => CancellationToken.None;

            public CancellationToken ApplicationStopped => CancellationToken.None;

            public void StopApplication()
            {
            }
        }
    }
}
